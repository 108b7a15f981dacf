import { describe, expect, it } from "vitest";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { judgeBatch, packGroups, type Planned } from "../../../core/ledger/plan-batch.ts";
import { itemsOf, maximumItems, planGroup } from "../../../core/ledger/plan-group.ts";
import type { WalletBooks } from "../../../core/ledger/wallet-books.ts";
import { alice, bob, books, carol, group, now, transfer, transfers } from "./values.ts";

/** One payment a group, each with a payer of its own unless it is named. */
const payments = (count: number, changes: (index: number) => Partial<Transfer> = () => ({})) =>
  transfers(count, (index) => ({ debit: `wal_payer${index}` as WalletId, ...changes(index) })).map((one) =>
    group([one]),
  );

describe("groups that are written together", () => {
  it("are those that pay the same wallet, in the order given", () => {
    const payees = [bob, carol, bob, carol, alice];
    expect(packGroups(payments(5, (index) => ({ credit: payees[index]! })))).toEqual([[0, 2], [1, 3], [4]]);
    expect(packGroups([])).toEqual([]);
  });

  it("are as many as a transaction holds: 49 payments and a page of entries", () => {
    expect(packGroups(payments(49))).toHaveLength(1);
    expect(packGroups(payments(50)).map((pack) => pack.length)).toEqual([49, 1]);
    expect(packGroups(payments(120)).map((pack) => pack.length)).toEqual([49, 49, 22]);
  });

  it.each([1, 2, 7, 8, 9, 30])(
    "fit a transaction exactly, payers that come twice counted once: %i payers",
    (payers) => {
      const shared = payments(200, (index) => ({ debit: `wal_payer${index % payers}` as WalletId }));
      const [first = []] = packGroups(shared);
      const itemsOfFirst = (count: number): number => {
        const all = shared.slice(0, count).flatMap((one) => one.transfers);
        const plan = planGroup(group(all), { targets: new Map(), now });
        return plan.ok ? itemsOf(plan.value) : Infinity;
      };
      expect(itemsOfFirst(first.length)).toBeLessThanOrEqual(maximumItems);
      expect(itemsOfFirst(first.length + 1)).toBeGreaterThan(maximumItems);
    },
  );

  it("have each id once: the same payment a second time is found posted by another transaction", () => {
    const [one, other] = payments(2);
    expect(packGroups([one!, other!, one!])).toEqual([[0, 1], [2]]);
    const withAnother = group([...transfers(1, () => ({ id: "tr_9" as TransferId })), ...one!.transfers]);
    expect(packGroups([one!, withAnother])).toEqual([[0], [1]]);
  });

  it("have one payee and only move money: what holds, resolves, reverses or pays several stands alone", () => {
    const plain = payments(3);
    const pending = { type: "pending", timeoutAt: "2026-12-01T00:00:00.000Z" } as const;
    const several = group([
      transfer({ id: "tr_a" as TransferId }),
      transfer({ id: "tr_b" as TransferId, credit: carol }),
    ]);
    const heldFirst = group([
      transfer({ id: "tr_c" as TransferId, kind: pending }),
      transfer({ id: "tr_d" as TransferId }),
    ]);
    const heldLast = group([
      transfer({ id: "tr_e" as TransferId }),
      transfer({ id: "tr_f" as TransferId, kind: pending }),
    ]);
    const mixed = [plain[0]!, several, heldFirst, plain[1]!, heldLast, plain[2]!];
    expect(packGroups(mixed)).toEqual([[0, 3, 5], [1], [2], [4]]);
    expect(packGroups([several, several, heldLast, heldLast])).toEqual([[0], [1], [2], [3]]);
  });

  it("may have several lines, all for that payee", () => {
    const lines = group([transfer({ id: "tr_a" as TransferId }), transfer({ id: "tr_b" as TransferId, debit: carol })]);
    expect(packGroups([lines, ...payments(1)])).toEqual([[0, 1]]);
  });
});

describe("judging a batch", () => {
  const planned = (all: readonly (readonly Transfer[])[]): readonly Planned[] =>
    all.map((one, index) => {
      const plan = planGroup(group(one), { targets: new Map(), now });
      if (!plan.ok) throw new Error(plan.fault);
      return { index, plan: plan.value };
    });
  const judged = (all: readonly (readonly Transfer[])[], wallets: readonly WalletBooks[]) => {
    const { admitted, refused } = judgeBatch(planned(all), {
      books: new Map(wallets.map((one) => [one.id, one])),
      now,
    });
    return { admitted: admitted.map(({ index }) => index), refused };
  };
  const [hers, his] = [books({ available: 100n }), books({ id: bob, available: 0n })];

  it("takes each group by what those before it leave", () => {
    const [a, b, c] = transfers(3, () => ({ amount: 60n }));
    expect(judged([[a!], [b!], [{ ...c!, amount: 40n }]], [hers, his])).toEqual({
      admitted: [0, 2],
      refused: [{ index: 1, reason: "insufficient_funds" }],
    });
  });

  it("counts what a group before has brought in", () => {
    const [a, b] = transfers(2, (index) =>
      index === 0 ? { amount: 60n } : { amount: 50n, debit: bob, credit: alice },
    );
    expect(judged([[a!], [b!]], [hers, his])).toEqual({ admitted: [0, 1], refused: [] });
    expect(judged([[b!], [a!]], [hers, his]).refused).toEqual([{ index: 0, reason: "insufficient_funds" }]);
  });

  it("takes nothing of a group that is refused, and tells the weightiest of its reasons", () => {
    const [a, b, c] = transfers(3, () => ({ amount: 90n }));
    const toNobody = { ...b!, credit: carol };
    expect(judged([[a!, toNobody], [c!]], [hers, his])).toEqual({
      admitted: [1],
      refused: [{ index: 0, reason: "wallet_unknown" }],
    });
  });
});
