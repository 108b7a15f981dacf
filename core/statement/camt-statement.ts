import { writeStatement } from "../bank/account-report.ts";
import { epochMs, type Instant } from "../clock.ts";
import { localDates } from "../ledger/local-dates.ts";
import type { Statement, StatementEntry } from "./statement.ts";

/** What came back to whoever had paid it. */
const reversals: ReadonlySet<string> = new Set([
  "claim_return",
  "top_up_refund",
  "take_back_returned",
  "dispute",
  "return",
  "payout_returned",
]);

/**
 * The statement as a `camt.053.001.08` (ISO 20022), as accounting programs read it; names and notes in the letters that banks
 * take. The account is the wallet, which has no IBAN; days are those of its time zone.
 */
export const camtStatement = (statement: Statement, createdAt: Instant): string => {
  const { month, time_zone: timeZone, from, to, wallet, name, currency, opening, closing, entries } = statement;
  const dayAt = (at: number): string => localDates(timeZone, at).day;
  return writeStatement({
    ...{ id: `PIAF-${month}`, createdAt, currency, since: from, until: to },
    account: { id: wallet, owner: name },
    opening: { amount: BigInt(opening), day: dayAt(epochMs(from)) },
    closing: { amount: BigInt(closing), day: dayAt(Math.max(epochMs(from), epochMs(to) - 1)) },
    entries: entries.map(entryOf),
  });
};

const entryOf = (entry: StatementEntry) => {
  const note = entry.note ?? entry.post?.text ?? "";
  return {
    ...{ reference: entry.transfer, direction: entry.direction, bookedAt: entry.posted_at },
    amount: BigInt(entry.amount),
    ...(reversals.has(entry.code) ? { isReversal: true } : {}),
    other: { name: entry.other.name },
    ...(note === "" ? {} : { remittance: { free: note } }),
  };
};
