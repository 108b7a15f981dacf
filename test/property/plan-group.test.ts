import fc from "fast-check";
import { expect, it } from "vitest";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { Transfer } from "../../core/ledger/ledger.ts";
import { maximumItems, planGroup } from "../../core/ledger/plan-group.ts";
import { EUR } from "../../core/money/currency.ts";

const wallet = fc.constantFrom("wal_a", "wal_b", "wal_c", "wal_d", "wal_e").map((id) => id as WalletId);
const transfers = fc
  .array(fc.record({ debit: wallet, credit: wallet, amount: fc.bigInt({ min: -2n, max: 10n ** 15n + 2n }) }), {
    minLength: 1,
    maxLength: 110,
  })
  .map((sides) =>
    sides.map((side, index): Transfer => ({
      ...side,
      id: `tr_${index}` as TransferId,
      version: 1,
      currency: EUR,
      code: "payment",
      ref: "pi_1",
    })),
  );

it("a plan makes and loses no cent, touches a wallet once, and fits into a transaction", () => {
  fc.assert(
    fc.property(transfers, (all) => {
      const plan = planGroup({ transfers: all as [Transfer, ...Transfer[]] });
      if (!plan.ok) return;
      expect(plan.value.reduce((sum, { net }) => sum + net, 0n)).toBe(0n);
      const wallets = plan.value.map((change) => change.wallet);
      expect(new Set(wallets).size).toBe(wallets.length);
      expect(new Set(all.flatMap(({ debit, credit }) => [debit, credit]))).toEqual(new Set(wallets));
      expect(all.length + wallets.length).toBeLessThanOrEqual(maximumItems);
    }),
  );
});

it("a plan is refused exactly for amounts, wallets and sizes that cannot be", () => {
  fc.assert(
    fc.property(transfers, (all) => {
      const wallets = new Set(all.flatMap(({ debit, credit }) => [debit, credit])).size;
      const possible =
        all.every(({ debit, credit, amount }) => debit !== credit && amount > 0n && amount <= 10n ** 15n) &&
        all.length + wallets <= maximumItems;
      expect(planGroup({ transfers: all as [Transfer, ...Transfer[]] }).ok).toBe(possible);
    }),
  );
});
