import { describe, expect, it } from "vitest";
import type { WalletId } from "../../../core/ids.ts";
import { type Currency, EUR } from "../../../core/money/currency.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

const USD = "USD" as Currency;

/** Wallets open, money moves, and what must not move does not. */
export const postingContract = ({
  ledger,
  wallet,
  open,
  transfer,
  post,
  available,
  funded,
  refused,
}: LedgerWorkbench): void => {
  describe("wallets", () => {
    it("opens a wallet once, and says of the second time that it is open", async () => {
      const made = wallet();
      expect(await ledger().open([made, made])).toEqual([{ status: "opened" }, { status: "already_open" }]);
      expect(await ledger().balance(made.id)).toEqual({ wallet: made.id, currency: EUR, available: 0n, pending: 0n });
    });

    it("refuses to open a wallet as what it is not", async () => {
      const made = wallet();
      await ledger().open([made]);
      const others = [
        { ...made, currency: USD },
        { ...made, owner: "hol_other" },
        { ...made, kind: "system" as const },
      ];
      const refusal = refused("wallet_mismatch");
      expect(await ledger().open(others)).toEqual([refusal, refusal, refusal]);
    });

    it("keeps the balance of a wallet that is opened again", async () => {
      const { id } = await funded(500n);
      await ledger().open([{ id, kind: "personal", currency: EUR, owner: "hol_test" }]);
      expect(await available(id)).toBe(500n);
    });

    it("knows no balance of a wallet that was never opened", async () => {
      expect(await ledger().balance("wal_nowhere" as WalletId)).toBeUndefined();
    });
  });

  describe("posting", () => {
    it("moves the amount from debit to credit", async () => {
      const [alice, bob] = [await funded(10_000n), await open()];
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 1_299n }))).toEqual({ status: "posted" });
      expect([await available(alice.id), await available(bob), await available(alice.funding)]).toEqual([
        8_701n,
        1_299n,
        -10_000n,
      ]);
    });

    it("lets a wallet be spent to exactly zero, and not a cent further", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 101n }))).toEqual(
        refused("insufficient_funds"),
      );
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 100n }))).toEqual({ status: "posted" });
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 1n }))).toEqual(refused("insufficient_funds"));
      expect([await available(alice.id), await available(bob)]).toEqual([0n, 100n]);
    });

    it("refuses amounts that are none, transfers to oneself and amounts beyond the largest", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const sides = { debit: alice.id, credit: bob };
      expect(await post(transfer({ ...sides, amount: 0n }))).toEqual(refused("amount_invalid"));
      expect(await post(transfer({ ...sides, amount: -5n }))).toEqual(refused("amount_invalid"));
      expect(await post(transfer({ ...sides, amount: 10n ** 15n + 1n }))).toEqual(refused("amount_invalid"));
      expect(await post(transfer({ ...sides, credit: alice.id, amount: 5n }))).toEqual(refused("same_wallet"));
      expect(await available(alice.id)).toBe(100n);
    });

    it("refuses wallets that do not exist, on either side, before it speaks of money", async () => {
      const [alice, nowhere] = [await open(), "wal_nowhere" as WalletId];
      expect(await post(transfer({ debit: alice, credit: nowhere, amount: 5n }))).toEqual(refused("wallet_unknown"));
      expect(await post(transfer({ debit: nowhere, credit: alice, amount: 5n }))).toEqual(refused("wallet_unknown"));
    });

    it("refuses another currency than the wallet's, on either side", async () => {
      const [alice, dollars] = [await funded(100n), await open("personal", USD)];
      const toDollars = transfer({ debit: alice.id, credit: dollars, amount: 5n });
      expect(await post(toDollars)).toEqual(refused("currency_mismatch"));
      const ofDollars = transfer({ debit: alice.id, credit: dollars, amount: 5n, currency: USD });
      expect(await post(ofDollars)).toEqual(refused("currency_mismatch"));
      expect([await available(alice.id), await available(dollars)]).toEqual([100n, 0n]);
    });
  });
};
