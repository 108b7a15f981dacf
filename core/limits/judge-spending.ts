import { hourMs, minuteMs } from "../clock.ts";
import type { Holder } from "../holder/holder.ts";
import type { WalletId } from "../ids.ts";
import type { LimitRules, Limits } from "./limits.ts";

/** Why a payment that its payer signed is not posted, though the ledger would. */
export type SpendingRefusal = "payment_limit_exceeded" | "payee_limit_exceeded" | "pace_exceeded" | "cooling_off";

/** What left a wallet: to which other one, for which intent, at which time (milliseconds since 1970). */
export type Spent = {
  readonly wallet: WalletId;
  readonly ref: string;
  readonly amount: bigint;
  readonly at: number;
};

/** What a wallet's own item says of late: enough for most payments, without a look at any record. */
export type RecentSpending = {
  /** How much has come and gone; no fewer than the payments. */
  readonly entries: number;
  /** At least what was paid since then; undefined where nothing counts that. */
  readonly atMost: bigint | undefined;
  readonly payments: () => Promise<readonly Spent[]>;
};

/** What a wallet has paid since a time. A transaction that is under way may be missing. */
export type SpendingHistory = { since(wallet: WalletId, from: number): Promise<RecentSpending> };

/** All that one payment brings to one payee. */
export type Share = {
  /** `id`: the holder's, or the account's where nobody has claimed it yet. */
  readonly payee: Pick<Holder, "kind"> & { readonly id: string };
  /** Where what is his may lie: who has none of his own has an escrow for each line. */
  readonly wallets: readonly WalletId[];
  readonly amount: bigint;
};

export type Spending = {
  readonly intent: string;
  readonly shares: readonly Share[];
  /** The payer's own limits as they hold now. */
  readonly limits: Limits;
  /** Of the last hour at least. */
  readonly history: readonly Spent[];
  readonly now: number;
};

/** The most that one payment moves to a payee of this kind. */
const limitTo = ({ kind = "person" }: Share["payee"], limits: Limits): bigint | undefined =>
  kind === "person" ? limits.to_person : limits.to_organisation;

/**
 * Whether the payments themselves have to be looked at: less than this cannot be too much, whomever it went to. `beside`: what
 * goes the same way at the same time.
 */
export const needsPayments = (
  {
    shares,
    limits,
    recent: { entries, atMost },
    beside,
  }: Pick<Spending, "shares" | "limits"> & {
    readonly recent: Omit<RecentSpending, "payments">;
    readonly beside: readonly Spent[];
  },
  { pace, payeeHourTimes }: Pick<LimitRules, "pace" | "payeeHourTimes">,
): boolean => {
  if (entries === 0) return false;
  if (atMost === undefined || entries + beside.length >= Math.min(pace.minute, pace.hour)) return true;
  const most = beside.reduce((sum, spent) => sum + spent.amount, atMost);
  return shares.some(({ payee, amount }) => {
    const limit = limitTo(payee, limits);
    return limit !== undefined && most + amount > limit * payeeHourTimes;
  });
};

/** Judged by what is known before the payment is posted: payments that meet may pass side by side. */
export const judgeSpending = (
  { intent, shares, limits, history, now }: Spending,
  { pace, payeeHourTimes }: Pick<LimitRules, "pace" | "payeeHourTimes">,
): Exclude<SpendingRefusal, "cooling_off"> | undefined => {
  // The payment itself may be there: it is delivered more than once.
  const since = (windowMs: number) => history.filter(({ ref, at }) => ref !== intent && at > now - windowMs);
  const lastHour = since(hourMs);
  for (const { payee, wallets, amount } of shares) {
    const limit = limitTo(payee, limits);
    if (limit === undefined) continue;
    if (amount > limit) return "payment_limit_exceeded";
    const before = lastHour.reduce((sum, spent) => (wallets.includes(spent.wallet) ? sum + spent.amount : sum), 0n);
    if (before + amount > limit * payeeHourTimes) return "payee_limit_exceeded";
  }
  const paymentsIn = (spent: readonly Spent[]): number => new Set(spent.map(({ ref }) => ref)).size;
  const isTooFast = paymentsIn(since(minuteMs)) >= pace.minute || paymentsIn(lastHour) >= pace.hour;
  return isTooFast ? "pace_exceeded" : undefined;
};

/** Who gets so much that the first time has to wait. */
export const largeShares = (
  shares: readonly Share[],
  { coolingOff }: Pick<LimitRules, "coolingOff">,
): readonly string[] => shares.filter(({ amount }) => amount > coolingOff.aboveMinor).map(({ payee }) => payee.id);
