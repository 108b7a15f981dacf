import type { PayeeCheck } from "../consent/terms.ts";
import type { Instant } from "../clock.ts";
import type { HolderId, PayoutId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { Iban } from "./iban.ts";

/** The life of a payout, as data: the code, the diagram in the docs and the tests share this table. */
export const payoutMoves = {
  /** The amount is reserved in the wallet. */
  held: ["sent", "settled", "returned"],
  /** It stands in a file for the bank. */
  sent: ["settled", "returned"],
  /** The bank has booked it. */
  settled: ["returned"],
  /** The money is in the wallet again: the bank did not make the transfer, or it came back. */
  returned: [],
} as const satisfies Record<string, readonly string[]>;

export type PayoutState = keyof typeof payoutMoves;

export const payoutMayBecome = (from: PayoutState, to: PayoutState): boolean =>
  (payoutMoves[from] as readonly PayoutState[]).includes(to);

/** Money on its way to somebody's account at a bank. `ledger` makes it, of what the owner has signed and nothing else. */
export type Payout = {
  readonly id: PayoutId;
  readonly holder: HolderId;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly iban: Iban;
  readonly name: string;
  readonly check: PayeeCheck;
  readonly state: PayoutState;
  /** Why it came back, by the external code list of ISO 20022. */
  readonly reason?: string | undefined;
  readonly heldAt: Instant;
};

/** Reads are strongly consistent, but for lists. */
export type PayoutStore = {
  get(id: PayoutId): Promise<Payout | undefined>;
  /** What is there stays. */
  create(payout: Payout): Promise<void>;
  /** Moves it on where its life allows that; anything else changes nothing. */
  mark(id: PayoutId, to: Pick<Payout, "state" | "reason">): Promise<void>;
  /** Newest first. */
  listOf(holder: HolderId, limit: number): Promise<readonly Payout[]>;
};

/** Letters that every bank takes, where an id of ours has others: it comes back with all that the bank says of it. */
export const endToEndIdOf = (payout: PayoutId): string => payout.replace(/^po_/, "PO").toUpperCase();

/** The payout that the bank speaks of, or undefined for what is none of ours. */
export const payoutOfEndToEndId = (endToEndId: string | undefined): PayoutId | undefined => {
  const [, id] = /^PO([0-9A-HJKMNP-TV-Z]{26})$/.exec(endToEndId ?? "") ?? [];
  return id === undefined ? undefined : (`po_${id.toLowerCase()}` as PayoutId);
};
