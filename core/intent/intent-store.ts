import type { ChannelName } from "../channel/channel-event.ts";
import type { Instant } from "../clock.ts";
import type { HolderId, IntentId } from "../ids.ts";
import type { Page, PageRequest } from "../page.ts";
import type { ClaimOutcome, Intent, ReturnedPart } from "./intent.ts";
import type { FailureReason, IntentState } from "./intent-state.ts";

/** What the ledger writes on an intent: that its version has been settled, or why not. `held`: the lines that went into escrow. */
export type IntentMark = {
  readonly id: IntentId;
  readonly version: number;
  readonly to: Extract<IntentState, "settling" | "settled" | "failed" | "held_for_claim">;
  readonly reason?: FailureReason | undefined;
  readonly held?: { readonly lines: readonly number[]; readonly dueAt: Instant | undefined } | undefined;
  readonly at: Instant;
};

/** What has become of lines that were in escrow. */
export type ClaimMark = {
  readonly id: IntentId;
  readonly version: number;
  readonly to: Extract<IntentState, "held_for_claim" | "claimed" | "returned">;
  readonly claims: Readonly<Record<number, Exclude<ClaimOutcome, "held">>>;
  readonly at: Instant;
};

/** What `ledger` writes beside the lines of an intent. */
export type ReturnMarks = {
  /** Adds what a payee has sent back; again it changes nothing. Times and state stay as they are. */
  markReturn(id: IntentId, part: ReturnedPart): Promise<"marked" | "already_marked" | "unknown">;
};

export type IntentStore = {
  /** Strongly consistent. */
  get(id: IntentId): Promise<Intent | undefined>;
  /** One conditional write: an intent of the same id is never overwritten. */
  create(intent: Intent): Promise<"created" | "exists">;
  /** One conditional write: replaces `current` as it was read, or reports that somebody else was first. */
  replace(current: Intent, next: Intent): Promise<"replaced" | "conflict">;
  /** One conditional write on an intent that is `approved` or `settling` in that version. Marking twice changes nothing. */
  mark(mark: IntentMark): Promise<"marked" | "already_marked" | "conflict">;
  /** One conditional write on an intent that is `held_for_claim` in that version; other lines stay as they are. */
  markClaims(mark: ClaimMark): Promise<"marked" | "conflict">;
  /** Newest first. */
  listByPayer(
    payer: HolderId,
    page: PageRequest & { readonly states?: readonly IntentState[] | undefined },
  ): Promise<Page<Intent>>;
  /** Intents that are due for the sweep: expired proposals, and payments that hang. At most `limit` of each bucket. */
  listDue(at: Instant, limit: number): Promise<readonly Intent[]>;
  /** Writes the intent as it stands again, so that its stream tells the relay once more. */
  touch(intent: Intent, at: Instant): Promise<"touched" | "conflict">;
  /** The intent that a later version of a post belongs to, for a network that names only that version when it is deleted. */
  rememberPost(post: { readonly channel: ChannelName; readonly postId: string }, intent: IntentId): Promise<void>;
  intentOfPost(post: { readonly channel: ChannelName; readonly postId: string }): Promise<IntentId | undefined>;
};
