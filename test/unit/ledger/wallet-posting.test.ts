import { describe, expect, it } from "vitest";
import type { TransferId } from "../../../core/ids.ts";
import { isIdle, mergePostings, pageFrom, writesPage } from "../../../core/ledger/wallet-posting.ts";
import { alice, bob, credit, debit, posting, USD } from "./values.ts";

describe("what a group does to a wallet", () => {
  it("is the sum of what its transfers do", () => {
    const [a, b] = ["tr_a", "tr_b"] as [TransferId, TransferId];
    const [first, second] = [
      { amount: 3n, reservedIn: { day: "2026-11-24" } },
      { amount: 4n, reservedIn: {} },
    ];
    const merged = mergePostings([
      debit(30n, { held: 5n, restored: [first], entries: [a] }),
      credit(7n, { wallet: bob }),
      credit(10n, { held: 2n, spent: 1n, restored: [second], entries: [b] }),
    ]);
    expect(merged).toEqual([
      posting({
        ...{ available: -20n, held: 7n, spent: 31n, restored: [first, second] },
        ...{ pays: true, receives: true, entries: [a, b] },
      }),
      credit(7n, { wallet: bob }),
    ]);
    expect(mergePostings([credit(1n), credit(1n)])).toMatchObject([{ pays: false, receives: true }]);
    expect(mergePostings([debit(1n), debit(1n)])).toMatchObject([{ pays: true, receives: false }]);
  });

  it("is in one currency", () => {
    expect(mergePostings([debit(1n), credit(1n, { currency: USD })])).toBeUndefined();
    expect(mergePostings([debit(1n), credit(1n, { wallet: bob, currency: USD })])).toHaveLength(2);
    expect(mergePostings([])).toEqual([]);
  });

  it("is nothing where neither an amount nor an entry changes", () => {
    expect(isIdle(posting({ receives: true }))).toBe(true);
    expect(isIdle(posting({ available: 1n }))).toBe(false);
    expect(isIdle(posting({ held: 1n }))).toBe(false);
    // What comes in and goes out again is told to the wallet's owner.
    expect(isIdle(posting({ wallet: alice, entries: ["tr_a" as TransferId] }))).toBe(false);
  });

  it("takes a page of its own from ten entries on", () => {
    const entries = (count: number) => ({
      entries: Array.from({ length: count }, (_, at) => `tr_${at}` as TransferId),
    });
    expect(pageFrom).toBe(10);
    expect(writesPage(entries(9))).toBe(false);
    expect(writesPage(entries(10))).toBe(true);
  });
});
