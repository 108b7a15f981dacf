import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../core/clock.ts";
import type { HolderId, WalletId } from "../../../core/ids.ts";
import {
  judgeSpending,
  largeShares,
  needsPayments,
  type Share,
  type Spent,
} from "../../../core/limits/judge-spending.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");
const rules = { ...defaultLimitRules, pace: { minute: 3, hour: 5 } };
const limits = rules.levels.basic;

const to = (name: string, amount: bigint, kind?: Share["payee"]["kind"]): Share => ({
  payee: { id: `hol_${name}` as HolderId, kind },
  wallets: [`wal_${name}` as WalletId],
  amount,
});
const spent = (ref: string, ago: number, amount = 1n, wallet = "wal_carol"): Spent => ({
  ...{ ref, amount, at: now - ago },
  wallet: wallet as WalletId,
});
const judged = (shares: readonly Share[], history: readonly Spent[] = []) =>
  judgeSpending({ intent: "pi_this", shares, limits, history, now }, rules);

describe("what one payment may move", () => {
  it("is more to an association or a company than to a person, to the cent", () => {
    expect(judged([to("bob", 25_000n)])).toBeUndefined();
    expect(judged([to("bob", 25_001n)])).toBe("payment_limit_exceeded");
    expect(judged([to("bob", 25_001n, "person")])).toBe("payment_limit_exceeded");
    expect(judged([to("relief", 50_000n, "association"), to("bakery", 50_000n, "company")])).toBeUndefined();
    expect(judged([to("bob", 1n), to("relief", 50_001n, "association")])).toBe("payment_limit_exceeded");
  });

  it("is without limit where there is none", () => {
    const spending = { intent: "pi_this", shares: [to("bob", 10n ** 14n)], limits: {}, history: [], now };
    expect(judgeSpending(spending, rules)).toBeUndefined();
  });
});

describe("what one payee gets within an hour", () => {
  it("is twice what one payment may move, whatever others get", () => {
    const history = [spent("pi_1", 59 * minuteMs, 25_000n, "wal_bob"), spent("pi_2", 1, 25_000n, "wal_carol")];
    expect(judged([to("bob", 25_000n)], history)).toBeUndefined();
    expect(judged([to("bob", 25_000n)], [...history, spent("pi_3", 1, 1n, "wal_bob")])).toBe("payee_limit_exceeded");
    expect(judged([to("bob", 25_000n)], [...history, spent("pi_3", hourMs, 1n, "wal_bob")])).toBeUndefined();
  });
});

describe("the pace", () => {
  it("counts payments, not their lines, in a minute and in an hour", () => {
    const three = ["pi_1", "pi_2", "pi_3"].map((ref) => spent(ref, minuteMs - 1));
    expect(judged([to("bob", 1n)], [...three.slice(1), spent("pi_3", 5)])).toBeUndefined();
    expect(judged([to("bob", 1n)], three)).toBe("pace_exceeded");
    const five = ["pi_1", "pi_2", "pi_3", "pi_4", "pi_5"].map((ref) => spent(ref, hourMs - 1));
    expect(judged([to("bob", 1n)], five)).toBe("pace_exceeded");
    expect(judged([to("bob", 1n)], five.slice(1))).toBeUndefined();
  });

  it("does not count the payment itself when it is delivered again", () => {
    const again = [spent("pi_this", 1, 25_000n, "wal_bob"), spent("pi_1", 1), spent("pi_2", 1)];
    expect(judged([to("bob", 25_000n)], again)).toBeUndefined();
  });
});

describe("the payments themselves are looked at", () => {
  const needed = (
    shares: readonly Share[],
    recent: { entries: number; atMost: bigint | undefined },
    beside: Spent[] = [],
  ) => needsPayments({ shares, limits, recent, beside }, rules);

  it("only where so few, or so little, could be too much", () => {
    const bob = [to("bob", 10_000n)];
    expect(needed(bob, { entries: 0, atMost: undefined })).toBe(false);
    expect(needed(bob, { entries: 2, atMost: 40_000n })).toBe(false);
    expect(needed(bob, { entries: 2, atMost: 40_001n })).toBe(true);
    expect(needed(bob, { entries: 2, atMost: 40_000n }, [spent("pi_beside", 0, 1n)])).toBe(true);
    expect(needed(bob, { entries: 3, atMost: 0n })).toBe(true);
    expect(needed(bob, { entries: 1, atMost: undefined })).toBe(true);
    expect(needed([...bob, to("relief", 50_000n, "association")], { entries: 1, atMost: 40_001n })).toBe(true);
  });

  it("whenever the look would refuse: to look less never lets more through", () => {
    const some = fc.record({
      ago: fc.integer({ min: 0, max: hourMs - 1 }),
      amount: fc.bigInt({ min: 1n, max: 30_000n }),
      wallet: fc.constantFrom("wal_bob", "wal_carol"),
      isBeside: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.bigInt({ min: 1n, max: 26_000n }), (all, amount) => {
        const spents = all.map((one, index) =>
          spent(`pi_${index}`, one.isBeside ? 0 : one.ago, one.amount, one.wallet),
        );
        const stored = spents.filter((_one, index) => !all[index]?.isBeside);
        const beside = spents.filter((_one, index) => all[index]?.isBeside);
        const atMost = stored.reduce((sum, one) => sum + one.amount, 0n);
        const shares = [to("bob", amount)];
        const isLooked = needed(shares, { entries: stored.length, atMost }, beside);
        expect(judged(shares, isLooked ? spents : beside)).toBe(judged(shares, spents));
      }),
    );
  });
});

it("who gets more than the threshold waits the first time", () => {
  expect(largeShares([to("bob", 10_000n), to("carol", 10_001n)], rules)).toEqual(["hol_carol"]);
});
