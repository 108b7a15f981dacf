import { describe, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../core/clock.ts";
import type { HolderId, WalletId } from "../../../core/ids.ts";
import { judgeSpending, largeShares, type Share, type Spent } from "../../../core/limits/judge-spending.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");
const rules = { ...defaultLimitRules, pace: { minute: 3, hour: 5 } };
const limits = rules.levels.basic;

const to = (name: string, amount: bigint, kind?: Share["payee"]["kind"]): Share => ({
  payee: { id: `hol_${name}` as HolderId, kind },
  wallet: `wal_${name}` as WalletId,
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

it("who gets more than the threshold waits the first time", () => {
  expect(largeShares([to("bob", 10_000n), to("carol", 10_001n)], rules)).toEqual(["hol_carol"]);
});
