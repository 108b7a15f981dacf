import { localDates } from "../../../core/ledger/local-dates.ts";
import type { WindowName } from "../../../core/ledger/wallet-books.ts";
import type { BankWallet } from "../cast.ts";
import type { PostedRecord } from "../read-state.ts";
import type { Facts } from "./facts.ts";

const names = ["day", "month"] as const satisfies readonly WindowName[];

/** Nobody spends more in a day or a month of his own than his limit, and what is left is exactly what he has not spent. */
export const checkLimits = (facts: Facts): readonly string[] =>
  facts.bank.cast.all.flatMap((wallet) => names.flatMap((name) => checkWindows(facts, wallet, name)));

const checkWindows = (facts: Facts, { id, settings }: BankWallet, name: WindowName): readonly string[] => {
  const { limits } = settings ?? {};
  const limit = limits?.[name];
  if (!limits || limit === undefined) return [];
  const dateOf = (postedAt: string): string => localDates(limits.timeZone, Date.parse(postedAt))[name];
  const spent = new Map<string, bigint>();
  const spend = (date: string, amount: bigint): void => void spent.set(date, (spent.get(date) ?? 0n) + amount);
  for (const { record } of facts.posted) {
    const date = dateOf(record.postedAt);
    if (record.transfer.debit !== id || record.transfer.kind?.type === "reversal") continue;
    const freed = freedBy(facts, record);
    if (freed === undefined) spend(date, record.transfer.amount);
    // A void gives back only to the window that the reservation was taken from.
    else if (dateOf(freed.reservedAt) === date) spend(date, -freed.amount);
  }
  const found = [...spent].flatMap(([date, amount]) =>
    amount > limit ? [`${id} spent ${amount} in ${date}, more than its ${name} limit of ${limit}.`] : [],
  );
  const window = facts.state.wallets.get(id)?.windows.find((one) => one.name === name);
  const left = limit - (spent.get(window?.date ?? "") ?? 0n);
  if (window?.left !== left) found.push(`${id} has ${window?.left} left in ${window?.date}, not ${left}.`);
  return found;
};

/** What the resolution of a hold gives back, and when it had been reserved; undefined for a debit. */
const freedBy = ({ state }: Facts, { transfer }: PostedRecord) => {
  const { kind, amount } = transfer;
  if (kind?.type !== "post_pending" && kind?.type !== "void_pending") return undefined;
  const hold = state.records.get(kind.pending);
  if (hold?.status !== "posted") return undefined;
  const reserved = hold.transfer.amount;
  return { amount: kind.type === "void_pending" ? reserved : reserved - amount, reservedAt: hold.postedAt };
};
