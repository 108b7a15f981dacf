import { describe, expect, it } from "vitest";
import type { TransferId } from "../../../core/ids.ts";
import { admit } from "../../../core/ledger/admission.ts";
import { itemsOf, planGroup } from "../../../core/ledger/plan-group.ts";
import { demandedEvidence } from "../../../core/ledger/transfer-code.ts";
import { fail } from "../../../core/result.ts";
import { alice, bob, carol, group, transfer, transfers, USD } from "./values.ts";

const second = transfer({ id: "tr_2" as TransferId, credit: carol, amount: 50n });

const nothing = { targets: new Map(), now: 0 };

describe("planning a group", () => {
  it("touches each wallet once, by what all transfers do to it", () => {
    const third = transfer({ id: "tr_3" as TransferId, debit: bob, credit: carol, amount: 30n });
    const plan = planGroup({ transfers: [transfer(), second, third] }, nothing);
    if (!plan.ok) throw new Error(plan.fault);
    expect(plan.value.postings).toMatchObject([
      { wallet: alice, available: -150n, spent: 150n, pays: true, receives: false, entries: ["tr_1", "tr_2"] },
      { wallet: bob, available: 70n, spent: 30n, pays: true, receives: true, entries: ["tr_1", "tr_3"] },
      { wallet: carol, available: 80n, spent: 0n, pays: false, receives: true, entries: ["tr_2", "tr_3"] },
    ]);
    for (const { held, restored } of plan.value.postings) expect([held, restored]).toEqual([0n, []]);
  });

  it("refuses one wallet in two currencies", () => {
    expect(planGroup({ transfers: [transfer(), { ...second, currency: USD }] }, nothing)).toEqual(
      fail("currency_mismatch"),
    );
  });

  it("takes amounts from one cent to the largest, between two wallets", () => {
    const planned = (changes: Parameters<typeof transfer>[0]) => planGroup(group([transfer(changes)]), nothing);
    expect(planned({ amount: 1n })).toMatchObject({ ok: true });
    expect(planned({ amount: 10n ** 15n })).toMatchObject({ ok: true });
    for (const amount of [0n, -1n, 10n ** 15n + 1n]) expect(planned({ amount })).toEqual(fail("amount_invalid"));
    expect(planned({ credit: alice })).toEqual(fail("same_wallet"));
  });

  it("takes as many transfers as a transaction has room for, their wallets and pages of entries counted", () => {
    // Two wallets that each write a page beside their item.
    const plan = planGroup(group(transfers(96)), nothing);
    expect(plan.ok && itemsOf(plan.value)).toBe(100);
    expect(planGroup(group(transfers(97)), nothing)).toEqual(fail("group_too_large"));
    const few = planGroup(group(transfers(9)), nothing);
    expect(few.ok && itemsOf(few.value)).toBe(11);
    // Too many to be looked at one by one, whatever they are.
    expect(planGroup(group(transfers(101, () => ({ amount: 0n }))), nothing)).toEqual(fail("group_too_large"));
    expect(planGroup(group(transfers(100, () => ({ amount: 0n }))), nothing)).toEqual(fail("amount_invalid"));
  });
});

it("admits a transfer on the evidence that its code demands, and on no other", () => {
  const groups = [{ transfers: [transfer()] as const }];
  expect(admit(groups, "owner_signature")).toBe(groups);
  expect(() => admit(groups, "provider_queue")).toThrow("provider_queue");
  expect(() => admit([{ transfers: [transfer({ code: "top_up" })] }], "owner_signature")).toThrow("top_up");
});

it("demands the owner's signature for what he pays, then or earlier, and for what a provider reports its own queue", () => {
  const { payment, escrow_in, return: sentBack, payout, claim, claim_return, ...reported } = demandedEvidence;
  expect(new Set([payment, escrow_in, sentBack, payout])).toEqual(new Set(["owner_signature"]));
  expect([claim, claim_return]).toEqual(["earlier_signature", "earlier_signature"]);
  expect(Object.keys(reported)).toContain("top_up");
  expect(new Set(Object.values(reported))).toEqual(new Set(["provider_queue"]));
});
