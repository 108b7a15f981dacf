import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Transfer, TransferGroup } from "../../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../../core/ledger/wallet-books.ts";
import type { WalletPosting } from "../../../core/ledger/wallet-posting.ts";
import { type Currency, EUR } from "../../../core/money/currency.ts";

/** What the tests of the ledger's core speak of, as values. */
export const [alice, bob, carol] = ["wal_alice", "wal_bob", "wal_carol"] as [WalletId, WalletId, WalletId];
export const USD = "USD" as Currency;
export const now = Date.parse("2026-11-24T12:00:00.000Z");

export const transfer = (changes: Partial<Transfer> = {}): Transfer => ({
  id: "tr_1" as TransferId,
  version: 2,
  debit: alice,
  credit: bob,
  amount: 100n,
  currency: EUR,
  code: "payment",
  ref: "pi_1",
  ...changes,
});

/** `count` transfers of one cent with ids of their own. */
export const transfers = (count: number, changes: (index: number) => Partial<Transfer> = () => ({})): Transfer[] =>
  Array.from({ length: count }, (_, index) =>
    transfer({ id: `tr_${index + 1}` as TransferId, amount: 1n, ...changes(index) }),
  );

export const group = (all: readonly Transfer[]): TransferGroup => ({ transfers: all as [Transfer, ...Transfer[]] });

export const books = (changes: Partial<WalletBooks> = {}): WalletBooks => ({
  id: alice,
  kind: "personal",
  currency: EUR,
  state: "open",
  available: 1_000n,
  held: 0n,
  floor: 0n,
  windows: [],
  ...changes,
});

/** A posting that does nothing, but for what is named. */
export const posting = (changes: Partial<WalletPosting> = {}): WalletPosting => ({
  wallet: alice,
  currency: EUR,
  available: 0n,
  held: 0n,
  spent: 0n,
  restored: [],
  pays: false,
  receives: false,
  entries: [],
  ...changes,
});

export const debit = (amount: bigint, changes: Partial<WalletPosting> = {}): WalletPosting =>
  posting({ available: -amount, spent: amount, pays: true, entries: ["tr_1" as TransferId], ...changes });

export const credit = (amount: bigint, changes: Partial<WalletPosting> = {}): WalletPosting =>
  posting({ available: amount, receives: true, entries: ["tr_1" as TransferId], ...changes });
