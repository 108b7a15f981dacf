import { describe, expect, it } from "vitest";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import { admit } from "../../../core/ledger/admission.ts";
import { judgeStored, type StoredTransfer } from "../../../core/ledger/judge-stored.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { planGroup } from "../../../core/ledger/plan-group.ts";
import { type Currency, EUR } from "../../../core/money/currency.ts";
import { fail } from "../../../core/result.ts";

const [alice, bob, carol] = ["wal_alice", "wal_bob", "wal_carol"] as [WalletId, WalletId, WalletId];
const transfer = (changes: Partial<Transfer> = {}): Transfer => ({
  id: "tr_1" as TransferId,
  version: 2,
  debit: alice,
  credit: bob,
  amount: 100n,
  currency: EUR,
  code: "payment",
  ref: "pi_1",
  ...changes,
});
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
  });

  it("refuses one wallet in two currencies", () => {
    expect(planGroup({ transfers: [transfer(), { ...second, currency: "USD" as Currency }] }, nothing)).toEqual(
      fail("currency_mismatch"),
    );
  });
});

describe("judging what the journal holds", () => {
  const posted = (one: Transfer): StoredTransfer => ({ status: "posted", transfer: one });
  const refusedAt = (version: number): StoredTransfer => ({ status: "refused", version, reason: "insufficient_funds" });
  const refused = (reason: string) => ({ status: "refused", reason });

  it("decides nothing while nothing is there, or a lower version was refused", () => {
    expect(judgeStored([transfer(), second], [undefined, undefined])).toBeUndefined();
    expect(judgeStored([transfer()], [refusedAt(1)])).toBeUndefined();
  });

  it("keeps a refusal for its version and for all below it", () => {
    expect(judgeStored([transfer()], [refusedAt(2)])).toEqual(refused("insufficient_funds"));
    expect(judgeStored([transfer()], [refusedAt(3)])).toEqual(refused("version_refused"));
  });

  it("knows a group that is posted, and one that is posted in part", () => {
    expect(judgeStored([transfer(), second], [posted(transfer()), posted(second)])).toEqual({
      status: "already_posted",
    });
    expect(judgeStored([transfer(), second], [posted(transfer()), undefined])).toEqual(refused("transfer_mismatch"));
  });

  it("compares a closing by what it names", () => {
    const { id, version, ref } = transfer();
    expect(judgeStored([{ id, version, ref }], [posted(transfer())])).toEqual({ status: "already_posted" });
    expect(judgeStored([{ id, version: 1, ref }], [posted(transfer())])).toEqual(refused("version_refused"));
  });
});

it("admits a transfer on the evidence that its code demands, and on no other", () => {
  const groups = [{ transfers: [transfer()] as const }];
  expect(admit(groups, "owner_signature")).toBe(groups);
  expect(() => admit(groups, "provider_queue")).toThrow("provider_queue");
  expect(() => admit([{ transfers: [transfer({ code: "top_up" })] }], "owner_signature")).toThrow("top_up");
});
