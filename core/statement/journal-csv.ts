import { currencyOf } from "../money/currency.ts";
import { toDecimal } from "../money/money.ts";
import { signedAmount, type StatementEntry } from "./statement.ts";

const columns = [
  "posted_at",
  "amount",
  "currency",
  "name",
  "handle",
  "network",
  "note",
  "post",
  "code",
  "transfer",
] as const;

/** A cell that begins like this is a formula to a spreadsheet, whoever wrote it. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180: in quotes where it must be. What others wrote is kept from being calculated. */
const cellOf = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const decimalOf = (entry: StatementEntry): string => {
  const currency = currencyOf(entry.currency);
  if (currency === undefined) throw new TypeError(`No currency is called ${entry.currency}.`);
  return toDecimal({ amount: signedAmount(entry), currency });
};

const rowOf = (entry: StatementEntry): string => {
  const { posted_at, currency, other, note = "", post, code, transfer } = entry;
  const said = [currency, other.name, other.handle ?? "", other.channel ?? "", note, post?.text ?? "", code, transfer];
  // Numbers stay numbers: the sign of a debit is no formula.
  return [cellOf(posted_at), decimalOf(entry), ...said.map(cellOf)].join(",");
};

/** Entries as a table: RFC 4180 in UTF-8, amounts with a point, debits below zero, times in UTC. */
export const journalCsv = (entries: readonly StatementEntry[]): string =>
  [columns.join(","), ...entries.map(rowOf)].map((line) => `${line}\r\n`).join("");
