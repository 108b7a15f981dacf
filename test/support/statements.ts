import { EUR } from "../../core/money/currency.ts";
import { signedAmount, type Statement, type StatementEntry } from "../../core/statement/statement.ts";

/** A pizza that alice has paid to bob. */
export const entry = (more: Partial<StatementEntry> = {}): StatementEntry => ({
  ...{ transfer: "tr_01hzzzzzzzzzzzzzzzzzzzzzzz", direction: "debit", amount: 1299, currency: "EUR", code: "payment" },
  ...{ posted_at: "2026-11-24T12:00:00.000Z", other: { name: "Bob", handle: "bob", channel: "x" }, note: "pizza" },
  ...more,
});

/** Her November, which opens with 50.00. */
export const statementOf = (entries: readonly StatementEntry[], more: Partial<Statement> = {}): Statement => ({
  ...{ month: "2026-11", time_zone: "Europe/Paris", wallet: "wal_01hzzzzzzzzzzzzzzzzzzzzzzz", name: "Alice" },
  ...{ from: "2026-10-31T23:00:00.000Z", to: "2026-11-30T23:00:00.000Z", currency: EUR, opening: 5_000, entries },
  closing: entries.reduce((sum, one) => sum + Number(signedAmount(one)), 5_000),
  ...more,
});
