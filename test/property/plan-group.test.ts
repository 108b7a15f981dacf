import fc from "fast-check";
import { expect, it } from "vitest";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { Transfer } from "../../core/ledger/ledger.ts";
import { itemsOf, maximumItems, planGroup } from "../../core/ledger/plan-group.ts";
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

const nothing = { targets: new Map(), now: 0 };

it("a plan makes and loses no cent, touches a wallet once, and fits into a transaction", () => {
  fc.assert(
    fc.property(transfers, (all) => {
      const plan = planGroup({ transfers: all as [Transfer, ...Transfer[]] }, nothing);
      if (!plan.ok) return;
      const { postings } = plan.value;
      expect(postings.reduce((sum, { available }) => sum + available, 0n)).toBe(0n);
      const wallets = postings.map((posting) => posting.wallet);
      expect(postings.flatMap(({ entries }) => entries)).toHaveLength(2 * all.length);
      expect(new Set(wallets).size).toBe(wallets.length);
      expect(new Set(all.flatMap(({ debit, credit }) => [debit, credit]))).toEqual(new Set(wallets));
      expect(itemsOf(plan.value)).toBeLessThanOrEqual(maximumItems);
    }),
  );
});

it("a plan is refused exactly for amounts, wallets and sizes that cannot be", () => {
  fc.assert(
    fc.property(transfers, (all) => {
      const sides = all.flatMap(({ debit, credit }) => [debit, credit]);
      const wallets = [...new Set(sides)];
      // A wallet that gains ten entries or more writes a page beside its item.
      const pages = wallets.filter((id) => sides.filter((side) => side === id).length >= 10).length;
      const possible =
        all.every(({ debit, credit, amount }) => debit !== credit && amount > 0n && amount <= 10n ** 15n) &&
        all.length + wallets.length + pages <= maximumItems;
      expect(planGroup({ transfers: all as [Transfer, ...Transfer[]] }, nothing).ok).toBe(possible);
    }),
  );
});
