import { describe, expect, it } from "vitest";
import { differenceOf, totalDifference } from "../../../core/funding/payment-difference.ts";
import { heldBy, type ProviderPayment, takenOf } from "../../../core/funding/provider-payment.ts";
import { mismatchOf, type TopUp, topUpMoves, topUpStateOf } from "../../../core/funding/top-up.ts";
import type { HolderId, TopUpId } from "../../../core/ids.ts";
import { type Currency, EUR } from "../../../core/money/currency.ts";

const payment = (more: Partial<ProviderPayment> = {}): ProviderPayment => ({
  ...{ provider: "sandbox", id: "pay_1", topUp: "tu_1" as TopUpId, status: "succeeded" },
  ...{ amount: 1_000n, currency: EUR, takeBacks: [] },
  ...more,
});
const refund = { id: "re_1", kind: "refund", amount: 400n, state: "taken" } as const;
const dispute = { id: "dp_1", kind: "dispute", amount: 600n, state: "taken" } as const;

describe("what a provider holds of a payment", () => {
  it.each<[string, Partial<ProviderPayment>, bigint]>([
    ["all of it", {}, 1_000n],
    ["nothing before it is paid", { status: "processing" }, 0n],
    ["nothing of one that ended", { status: "canceled" }, 0n],
    ["what no refund took", { takeBacks: [refund] }, 600n],
    ["what came back", { takeBacks: [refund, { ...dispute, state: "returned" }] }, 600n],
    ["nothing", { takeBacks: [refund, dispute] }, 0n],
  ])("is %s", (_what, more, held) => expect(heldBy(payment(more))).toBe(held));

  it("is taken by refunds and disputes, together and apart", () => {
    const both = payment({ takeBacks: [refund, dispute] });
    expect([takenOf(both), takenOf(both, "refund"), takenOf(both, "dispute")]).toEqual([1_000n, 400n, 600n]);
  });
});

describe("the state of a top-up", () => {
  it.each<[Partial<ProviderPayment>, string]>([
    [{ status: "open", reason: "declined" }, "requested"],
    [{ status: "processing" }, "processing"],
    [{ status: "canceled" }, "failed"],
    [{}, "paid"],
    [{ takeBacks: [refund] }, "paid"],
    [{ takeBacks: [{ ...refund, amount: 1_000n }] }, "refunded"],
    [{ takeBacks: [{ ...dispute, amount: 1n }] }, "disputed"],
    [{ takeBacks: [{ ...dispute, state: "returned" }] }, "paid"],
  ])("of %o is %s", (more, state) => {
    expect(topUpStateOf(payment(more))).toBe(state);
    expect(topUpMoves).toHaveProperty(state);
  });

  it("leads from every one but the last to another", () => {
    const ends = Object.entries(topUpMoves).filter(([, moves]) => moves.length === 0);
    expect(ends.map(([state]) => state)).toEqual(["failed"]);
  });
});

describe("a payment is the one that a top-up asked for", () => {
  const topUp: TopUp = {
    ...{ id: "tu_1" as TopUpId, holder: "hol_1" as HolderId, provider: "sandbox", amount: 1_000n, currency: EUR },
    ...{ state: "requested", createdAt: "2026-11-24T12:00:00.000Z", seenAt: "2026-11-24T12:00:00.000Z" },
  };
  it.each<[string, TopUp | undefined, Partial<ProviderPayment>, string | undefined]>([
    ["when all agrees", topUp, {}, undefined],
    ["when it is the payment of before", { ...topUp, payment: "pay_1" }, {}, undefined],
    ["not without a top-up", undefined, {}, "top_up_unknown"],
    ["not for another top-up", topUp, { topUp: "tu_2" as TopUpId }, "top_up_unknown"],
    ["not for none", topUp, { topUp: undefined }, "top_up_unknown"],
    ["not of another provider", topUp, { provider: "stripe" }, "provider_differs"],
    ["not as a second payment", { ...topUp, payment: "pay_0" }, {}, "another_payment"],
    ["not of another amount", topUp, { amount: 999n }, "amount_differs"],
    ["not in another currency", topUp, { currency: "USD" as Currency }, "amount_differs"],
  ])("%s", (_when, known, more, mismatch) => expect(mismatchOf(known, payment(more))).toBe(mismatch));
});

describe("differences", () => {
  it("are none where provider and ledger say the same", () => {
    expect(differenceOf(payment(), 1_000n)).toBeUndefined();
    expect(differenceOf(payment(), 999n)).toEqual({ payment: "pay_1", currency: EUR, provider: 1_000n, ledger: 999n });
  });

  it("add up by currency, whichever way they go", () => {
    const one = { payment: "pay_1", currency: "EUR", provider: 10n, ledger: 4n };
    const found = [one, { ...one, provider: 0n, ledger: 5n }, { ...one, currency: "USD", ledger: 9n }];
    expect(totalDifference(found)).toEqual({ EUR: 11n, USD: 1n });
    expect(totalDifference([])).toEqual({});
  });
});
