import type { TransferId, WalletId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { LocalDates } from "./local-dates.ts";

/** A reservation that is freed, in whole or in part, and the windows that it was taken from. */
type Restored = { readonly amount: bigint; readonly reservedIn: Partial<LocalDates> };

/**
 * What a group does to one wallet in all: a database touches a wallet once, however many transfers do. Minor units.
 * `available + held` changes by exactly what `entries` say.
 */
export type WalletPosting = {
  readonly wallet: WalletId;
  readonly currency: Currency;
  readonly available: bigint;
  readonly held: bigint;
  /** What counts against the limits: every debit but a reversal, and every reservation, whatever comes in beside it. */
  readonly spent: bigint;
  readonly restored: readonly Restored[];
  readonly pays: boolean;
  readonly receives: boolean;
  readonly entries: readonly TransferId[];
};

const add = (left: WalletPosting, right: WalletPosting): WalletPosting => ({
  wallet: left.wallet,
  currency: left.currency,
  available: left.available + right.available,
  held: left.held + right.held,
  spent: left.spent + right.spent,
  restored: [...left.restored, ...right.restored],
  pays: left.pays || right.pays,
  receives: left.receives || right.receives,
  entries: [...left.entries, ...right.entries],
});

/** One posting per wallet, or undefined where a wallet is touched in two currencies. */
export const mergePostings = (postings: readonly WalletPosting[]): readonly WalletPosting[] | undefined => {
  const merged = new Map<WalletId, WalletPosting>();
  for (const posting of postings) {
    const before = merged.get(posting.wallet);
    if (before !== undefined && before.currency !== posting.currency) return undefined;
    merged.set(posting.wallet, before === undefined ? posting : add(before, posting));
  }
  return [...merged.values()];
};

/** Whether the wallet is only looked at: the credited side of a reservation. */
export const isIdle = ({ available, held, entries }: WalletPosting): boolean =>
  available === 0n && held === 0n && entries.length === 0;

/** A wallet that gains so many entries at once writes them as a page of its own, instead of into its tail. */
export const pageFrom = 10;

export const writesPage = ({ entries }: Pick<WalletPosting, "entries">): boolean => entries.length >= pageFrom;
