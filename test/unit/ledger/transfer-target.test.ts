import { describe, expect, it } from "vitest";
import { instant } from "../../../core/clock.ts";
import type { TransferId } from "../../../core/ids.ts";
import type { StoredTransfer } from "../../../core/ledger/judge-stored.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { itemsOf, planGroup } from "../../../core/ledger/plan-group.ts";
import { reversibleOf } from "../../../core/ledger/transfer-target.ts";
import { fail } from "../../../core/result.ts";
import { alice, bob, carol, group, now, transfer, USD } from "./values.ts";

type Posted = Extract<StoredTransfer, { status: "posted" }>;

const first = "tr_0" as TransferId;
const hold = (timeoutMs = now + 1): Transfer =>
  transfer({ id: first, kind: { type: "pending", timeoutAt: instant(timeoutMs) } });
const stored = (one: Transfer, more: Partial<Posted> = {}): Posted => ({ status: "posted", transfer: one, ...more });

const planned = (all: readonly Transfer[], ...journal: readonly StoredTransfer[]) =>
  planGroup(group(all), { targets: new Map(journal.map((one) => [first, one])), now });
const planOf = (all: readonly Transfer[], ...journal: readonly StoredTransfer[]) => {
  const plan = planned(all, ...journal);
  if (!plan.ok) throw new Error(plan.fault);
  return plan.value;
};

const posts = (changes: Partial<Transfer> = {}) =>
  transfer({ kind: { type: "post_pending", pending: first }, ...changes });
const voids = (changes: Partial<Transfer> = {}) =>
  transfer({ kind: { type: "void_pending", pending: first }, ...changes });
const reverses = (changes: Partial<Transfer> = {}) =>
  transfer({ debit: bob, credit: alice, kind: { type: "reversal", original: first }, ...changes });

const refused: StoredTransfer = { status: "refused", version: 1, reason: "insufficient_funds" };

describe("a reservation", () => {
  it("takes the amount from what is available; the other side is only looked at, and is no item", () => {
    const plan = planOf([hold()]);
    expect(plan.targets).toEqual([]);
    expect(plan.postings).toMatchObject([
      { wallet: alice, available: -100n, held: 100n, spent: 100n, pays: true, receives: false, entries: [] },
      { wallet: bob, available: 0n, held: 0n, spent: 0n, pays: false, receives: true, entries: [] },
    ]);
    expect(itemsOf(plan)).toBe(2);
  });
});

describe("resolving a reservation", () => {
  const reservedIn = { day: "2026-11-24", month: "2026-11" };

  it("posts it in whole: what was reserved has moved", () => {
    const plan = planOf([posts()], stored(hold(), { reservedIn }));
    expect(plan.targets).toEqual([{ by: posts(), of: stored(hold(), { reservedIn }) }]);
    expect(plan.postings).toEqual([
      {
        ...{ wallet: alice, currency: "EUR", available: 0n, held: -100n, spent: 0n, pays: false, receives: false },
        ...{ restored: [{ amount: 0n, reservedIn }], entries: ["tr_1"] },
      },
      {
        ...{ wallet: bob, currency: "EUR", available: 100n, held: 0n, spent: 0n, pays: false, receives: true },
        ...{ restored: [], entries: ["tr_1"] },
      },
    ]);
    expect(itemsOf(plan)).toBe(4);
  });

  it("posts it in part: the rest is free again, in the windows that it was taken from", () => {
    expect(planOf([posts({ amount: 30n })], stored(hold(), { reservedIn })).postings).toMatchObject([
      { wallet: alice, available: 70n, held: -100n, spent: 0n, restored: [{ amount: 70n, reservedIn }] },
      { wallet: bob, available: 30n, held: 0n },
    ]);
  });

  it("voids it: all of it is free again, whatever the state of the wallets, and nothing has moved", () => {
    const plan = planOf([voids()], stored(hold()));
    expect(plan.postings).toEqual([
      {
        ...{ wallet: alice, currency: "EUR", available: 100n, held: -100n, spent: 0n, pays: false, receives: false },
        ...{ restored: [{ amount: 100n, reservedIn: {} }], entries: [] },
      },
    ]);
    expect(itemsOf(plan)).toBe(3);
  });

  it("is refused of what is no reservation", () => {
    for (const one of [posts(), voids()]) {
      expect(planned([one])).toEqual(fail("pending_unknown"));
      expect(planned([one], refused)).toEqual(fail("pending_unknown"));
      expect(planned([one], stored(transfer({ id: first })))).toEqual(fail("pending_unknown"));
      expect(planned([one], stored({ ...posts(), id: first }))).toEqual(fail("pending_unknown"));
    }
  });

  it("is refused between other wallets or in another currency", () => {
    for (const changes of [{ debit: carol }, { credit: carol }, { currency: USD }]) {
      expect(planned([posts(changes)], stored(hold()))).toEqual(fail("transfer_mismatch"));
      expect(planned([voids(changes)], stored(hold()))).toEqual(fail("transfer_mismatch"));
    }
  });

  it("happens once", () => {
    const resolved = stored(hold(), { resolvedBy: "tr_9" as TransferId });
    expect(planned([posts()], resolved)).toEqual(fail("pending_resolved"));
    expect(planned([voids()], resolved)).toEqual(fail("pending_resolved"));
  });

  it("posts until the reservation's time is over, and voids afterwards too", () => {
    expect(planned([posts()], stored(hold(now + 1)))).toMatchObject({ ok: true });
    expect(planned([posts()], stored(hold(now)))).toEqual(fail("pending_expired"));
    expect(planned([voids()], stored(hold(now)))).toMatchObject({ ok: true });
  });

  it("posts no more than was reserved, and voids exactly that", () => {
    expect(planned([posts({ amount: 101n })], stored(hold()))).toEqual(fail("exceeds_pending"));
    expect(planned([voids({ amount: 101n })], stored(hold()))).toEqual(fail("transfer_mismatch"));
    expect(planned([voids({ amount: 99n })], stored(hold()))).toEqual(fail("transfer_mismatch"));
  });
});

describe("reversing a transfer", () => {
  const original = transfer({ id: first });

  it("sends it back by the way that it came, and spends nothing by that", () => {
    const plan = planOf([reverses({ amount: 40n })], stored(original));
    expect(plan.targets).toHaveLength(1);
    expect(plan.postings).toMatchObject([
      {
        wallet: bob,
        available: -40n,
        held: 0n,
        spent: 0n,
        restored: [],
        pays: true,
        receives: false,
        entries: ["tr_1"],
      },
      { wallet: alice, available: 40n, held: 0n, spent: 0n, pays: false, receives: true, entries: ["tr_1"] },
    ]);
  });

  it("takes what has moved: a plain transfer, or a reservation that was posted", () => {
    expect(planned([reverses()], stored({ ...posts(), id: first }))).toMatchObject({ ok: true });
    for (const { kind } of [hold(), voids(), reverses()]) {
      expect(planned([reverses()], stored({ ...original, kind }))).toEqual(fail("transfer_mismatch"));
    }
  });

  it("is refused of what is not posted", () => {
    expect(planned([reverses()])).toEqual(fail("original_unknown"));
    expect(planned([reverses()], refused)).toEqual(fail("original_unknown"));
  });

  it("is refused to another wallet, from another wallet, and in another currency", () => {
    for (const changes of [{ debit: carol }, { credit: carol }, { currency: USD }]) {
      expect(planned([reverses(changes)], stored(original))).toEqual(fail("transfer_mismatch"));
    }
  });

  it("is never more than what its reversals have left of it", () => {
    expect(reversibleOf(stored(original))).toBe(100n);
    expect(reversibleOf(stored(original, { reversible: 0n }))).toBe(0n);
    expect(planned([reverses()], stored(original))).toMatchObject({ ok: true });
    expect(planned([reverses({ amount: 101n })], stored(original))).toEqual(fail("exceeds_original"));
    expect(planned([reverses({ amount: 30n })], stored(original, { reversible: 30n }))).toMatchObject({ ok: true });
    expect(planned([reverses({ amount: 31n })], stored(original, { reversible: 30n }))).toEqual(
      fail("exceeds_original"),
    );
  });
});

describe("a group with what it refers to", () => {
  it("names each transfer once: not an id twice, nor one that is posted and referred to", () => {
    const second = { id: "tr_2" as TransferId };
    expect(planned([transfer(), transfer()])).toEqual(fail("transfer_mismatch"));
    expect(planned([posts({ amount: 1n }), posts({ ...second, amount: 1n })], stored(hold()))).toEqual(
      fail("transfer_mismatch"),
    );
    expect(planned([transfer({ id: first }), posts()], stored(hold()))).toEqual(fail("transfer_mismatch"));
    expect(planned([transfer(second), posts()], stored(hold()))).toMatchObject({ ok: true });
  });

  it("is refused when one of its transfers is", () => {
    expect(planned([transfer({ id: "tr_2" as TransferId }), posts()])).toEqual(fail("pending_unknown"));
  });
});
