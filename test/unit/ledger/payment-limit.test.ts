import { expect, it } from "vitest";
import type { WalletId } from "../../../core/ids.ts";
import { configureWallet } from "../../../core/ledger/configure-wallet.ts";
import { judgePosting, type WalletBooks } from "../../../core/ledger/wallet-books.ts";
import type { WalletPosting } from "../../../core/ledger/wallet-posting.ts";
import { EUR } from "../../../core/money/currency.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");
const wallet = "wal_alice" as WalletId;
const books: WalletBooks = {
  ...{
    id: wallet,
    kind: "personal",
    currency: EUR,
    state: "open",
    available: 1_000n,
    held: 0n,
    floor: 0n,
    windows: [],
  },
};
const at = { now, sharded: undefined };

const limited = (payment: bigint | undefined, before = books): WalletBooks => {
  const next = configureWallet(before, { limits: { timeZone: "Europe/Paris", payment } }, at);
  if (!next.ok) throw new Error(next.fault);
  return next.value;
};

const spending = (amount: bigint): WalletPosting => ({
  ...{ wallet, currency: EUR, available: -amount, held: 0n, spent: amount, restored: [], entries: [] },
  ...{ pays: true, receives: false },
});

it("is what may be spent at once, to the cent, after what the wallet lacks and before what the day allows", () => {
  expect(judgePosting(limited(100n), spending(100n), now)).toBeUndefined();
  expect(judgePosting(limited(100n), spending(101n), now)).toBe("payment_limit_exceeded");
  expect(judgePosting(limited(100n), spending(1_001n), now)).toBe("insufficient_funds");
});

it("stays while other settings change, and goes with the limits", () => {
  const kept = configureWallet(limited(100n), { floor: 5n }, at);
  expect(kept.ok && kept.value.paymentLimit).toBe(100n);
  expect(limited(undefined, limited(100n)).paymentLimit).toBeUndefined();
  const none = configureWallet(limited(100n), { limits: null }, at);
  expect(none.ok && none.value.paymentLimit).toBeUndefined();
});
