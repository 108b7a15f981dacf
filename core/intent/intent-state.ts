import type { QuestionReason } from "../command/command.ts";
import type { Refusal } from "../ledger/ledger.ts";
import type { SpendingRefusal } from "../limits/judge-spending.ts";

/** The life of an intent, as data: the code, the diagram in the docs and the tests share this table. */
export const transitions = {
  needs_input: ["needs_input", "pending_approval", "cancelled", "expired"],
  pending_approval: ["pending_approval", "needs_input", "approved", "declined", "cancelled", "expired", "reported"],
  approved: ["settling", "settled", "failed", "held_for_claim"],
  settling: ["settled", "failed", "held_for_claim"],
  held_for_claim: ["claimed", "returned"],
  // After a refusal for lack of funds or a limit the payer may try again, as a new version.
  failed: ["pending_approval"],
  settled: [],
  declined: [],
  cancelled: [],
  expired: [],
  reported: [],
  claimed: [],
  returned: [],
} as const satisfies Record<string, readonly string[]>;

export type IntentState = keyof typeof transitions;

export const intentStates = Object.keys(transitions) as readonly IntentState[];

export const mayBecome = (from: IntentState, to: IntentState): boolean =>
  (transitions[from] as readonly IntentState[]).includes(to);

/** Nothing changes it any more (a failed intent may still be tried again as a new version). */
export const isTerminal = (state: IntentState): boolean => transitions[state].length === 0 || state === "failed";

/** What waits for the payer: to approve, to answer, to try again, or to be settled. */
export const openStates: readonly IntentState[] = ["needs_input", "pending_approval", "approved", "settling", "failed"];

export const isOpen = (state: IntentState): boolean => openStates.includes(state);

/** Why the ledger's processor refused before posting: what was signed is not what is true. */
export type ConsentRefusal =
  | "evidence_invalid"
  | "terms_mismatch"
  | "terms_expired"
  | "payer_unknown"
  | "payee_unknown"
  | "payee_changed"
  | "key_limit_exceeded";

export type FailureReason = Refusal | ConsentRefusal | SpendingRefusal;

export type StateReason =
  | QuestionReason
  | FailureReason
  | "post_deleted"
  /** By another post of the same writer. */
  | "writer_cancelled"
  /** The post was edited and asks for nothing any more. */
  | "post_edited"
  /** One too many at once: a flood. */
  | "too_many_posts"
  | "not_linked";

/** The refusals after which the payer may try again, as a new version. */
export const retryable: ReadonlySet<string> = new Set<FailureReason>([
  "insufficient_funds",
  "day_limit_exceeded",
  "month_limit_exceeded",
  "payment_limit_exceeded",
  "payee_limit_exceeded",
  "pace_exceeded",
  "cooling_off",
  "wallet_frozen",
  "ceiling_exceeded",
  "key_limit_exceeded",
  "payee_changed",
  // Then the money waits for him.
  "payee_unknown",
  "terms_expired",
]);
