import type { WalletId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import { type LocalDates, localDates } from "./local-dates.ts";
import type { Refusal, WalletKind, WalletState } from "./ledger.ts";
import type { WalletPosting } from "./wallet-posting.ts";

export type WindowName = keyof LocalDates;

/** What may still be spent in the day or month that began on `date` (the owner's own). Minor units. */
export type SpendingWindow = {
  readonly name: WindowName;
  readonly date: string;
  readonly left: bigint;
  readonly limit: bigint;
};

/** A wallet as it stands, with all that decides whether a transfer may touch it. Amounts in minor units. */
export type WalletBooks = {
  readonly id: WalletId;
  readonly kind: WalletKind;
  readonly currency: Currency;
  readonly state: WalletState;
  readonly available: bigint;
  readonly held: bigint;
  readonly floor: bigint;
  /** What fits in below the ceiling; absent where there is none. */
  readonly room?: bigint | undefined;
  readonly timeZone?: string | undefined;
  /** The most that is spent at once. */
  readonly paymentLimit?: bigint | undefined;
  readonly windows: readonly SpendingWindow[];
};

/** Of several reasons the one that says most: what is wrong with the wallet before what it lacks. */
const precedence: readonly Refusal[] = [
  "wallet_unknown",
  "currency_mismatch",
  "wallet_closed",
  "wallet_frozen",
  "insufficient_funds",
  "payment_limit_exceeded",
  "day_limit_exceeded",
  "month_limit_exceeded",
  "ceiling_exceeded",
];

export const weightiest = (refusals: readonly Refusal[]): Refusal | undefined =>
  precedence.find((refusal) => refusals.includes(refusal));

/** Why the wallet does not take the posting at `now`, or undefined where it does. */
export const judgePosting = (
  books: WalletBooks | undefined,
  posting: WalletPosting,
  now: number,
): Refusal | undefined => {
  if (books === undefined) return "wallet_unknown";
  if (books.currency !== posting.currency) return "currency_mismatch";
  if (books.state === "closed") return "wallet_closed";
  if (books.state === "frozen" && (posting.pays || posting.receives)) return "wallet_frozen";
  if (books.state === "frozen_debits" && posting.pays) return "wallet_frozen";
  const after = books.available + posting.available;
  if (books.kind !== "system" && posting.available < 0n && after < books.floor) return "insufficient_funds";
  if (books.paymentLimit !== undefined && posting.spent > books.paymentLimit) return "payment_limit_exceeded";
  const spent = windowsAt(books, now).find(({ left }) => posting.spent > 0n && left < posting.spent);
  if (spent !== undefined) return windowRefusals[spent.name];
  const grown = posting.available + posting.held;
  return books.room !== undefined && grown > 0n && grown > books.room ? "ceiling_exceeded" : undefined;
};

const windowRefusals: Record<WindowName, Refusal> = { day: "day_limit_exceeded", month: "month_limit_exceeded" };

/**
 * The windows as they are at `now`: one whose time is over begins anew, in full. A window never goes back: whose clock is
 * a little behind another's spends from the later one.
 */
export const windowsAt = ({ windows, timeZone }: WalletBooks, now: number): readonly SpendingWindow[] => {
  if (timeZone === undefined || windows.length === 0) return [];
  const dates = localDates(timeZone, now);
  return windows.map((window) =>
    window.date < dates[window.name] ? { ...window, date: dates[window.name], left: window.limit } : window,
  );
};

/** What a posting leaves of a window: less by what is spent, more by what comes back from a reservation made in it. */
export const leftAfter = ({ name, date, left }: SpendingWindow, { spent, restored }: WalletPosting): bigint =>
  restored.reduce((sum, back) => (back.reservedIn[name] === date ? sum + back.amount : sum), left - spent);

/** The books after a posting that was judged, so that the next one is judged by what remains. */
export const applyPosting = (books: WalletBooks, posting: WalletPosting, now: number): WalletBooks => ({
  ...books,
  available: books.available + posting.available,
  held: books.held + posting.held,
  room: books.room === undefined ? undefined : books.room - posting.available - posting.held,
  windows: windowsAt(books, now).map((window) => ({ ...window, left: leftAfter(window, posting) })),
});
