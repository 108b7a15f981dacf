import type { ChannelName } from "../channel/channel-event.ts";
import type { Instant } from "../clock.ts";
import type { Evidence } from "../consent/evidence.ts";
import type { PaymentTerms } from "../consent/terms.ts";
import type { Mark } from "../command/marks.ts";
import type { HolderId, IntentId, TransferId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { PayeeCheck } from "./check-payee.ts";
import type { IntentState, StateReason } from "./intent-state.ts";

/** A proposal lives so long before it expires unapproved. */
export const intentLifetimeMs = 24 * 60 * 60 * 1000;

/** The channel of a payment that was asked for in the app: no network has a post of it. */
export const appChannel: ChannelName = "app";

/** An account as the post named it, with the name its owner goes by. */
export type Party = {
  readonly channel: ChannelName;
  readonly userId: string;
  readonly handle: string;
  readonly name: string;
  readonly picture?: string | undefined;
};

export type IntentLine = {
  readonly payee: Party;
  readonly amount: bigint;
  /** Whether the payee is whom the payer named, when the version was made. */
  readonly check?: PayeeCheck | undefined;
  /** What the payer called him, where that is not the name that Piaf knows. */
  readonly askedAs?: string | undefined;
  /** Who has no wallet: the money waits for him until then. */
  readonly claimUntil?: Instant | undefined;
};

/** What has become of money that waits for its payee. */
export type ClaimOutcome = "held" | "claimed" | "returned";

/** What a payee has sent back of his line. */
export type ReturnedPart = {
  readonly line: number;
  readonly amount: number;
  readonly at: Instant;
  /** The transfer that took it from the payee; the one that gave it to the payer is another where it went through an escrow. */
  readonly debited: TransferId;
  readonly credited: TransferId;
};

/** The post as it stood when the version was made. */
type IntentSource = {
  readonly channel: ChannelName;
  readonly rootId: string;
  readonly postId: string;
  readonly text: string;
  /** The parts of the text that were understood. */
  readonly marks?: readonly Mark[] | undefined;
  readonly language?: string | undefined;
  readonly writtenAt: Instant;
  readonly edited: boolean;
  /** It was deleted when that could cancel nothing any more; the payer is told while he may still approve. */
  readonly deleted?: boolean | undefined;
  /** Not everybody could read the post: nothing is said of it in public. */
  readonly quiet?: boolean | undefined;
};

/** What the payer signed, from `approved` on. */
export type Consent = { readonly terms: PaymentTerms; readonly evidence: Evidence };

/** Who pays whom, how much, why, from which post. */
export type Intent = {
  readonly id: IntentId;
  /** Counts the terms: any change of them is a new version, and a signature over an older one is void. */
  readonly version: number;
  readonly state: IntentState;
  /** Why it stands in `needs_input`, `failed` or `cancelled`. */
  readonly reason?: StateReason | undefined;
  /** The author of the post; `holder` once the account is linked. */
  readonly payer: Party & { readonly holder: HolderId | undefined };
  readonly lines: readonly IntentLine[];
  readonly currency: Currency;
  readonly fee: bigint;
  readonly note: string;
  readonly source: IntentSource;
  readonly consent?: Consent | undefined;
  /** By the index of the line, of those that went into escrow; written by `ledger` alone. */
  readonly claims?: Readonly<Record<number, ClaimOutcome>> | undefined;
  /** What payees have sent back, by its transfer; written by `ledger` alone. It changes no state: the payment was settled. */
  readonly returns?: Readonly<Record<string, ReturnedPart>> | undefined;
  /** The payer wants back what has not been claimed. */
  readonly takeBackAskedAt?: Instant | undefined;
  /** So many times the payer was reminded of what has not been claimed. */
  readonly reminders?: number | undefined;
  /** When a version was first signed: from then on nothing that happens to the post changes the intent. */
  readonly signedAt?: Instant | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
};
