import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import { debtWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import { personalWalletIdOf, type TransferId } from "../../../core/ids.ts";
import { systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type EraserWorld, startEraserWorld } from "./eraser-world.ts";
import type { Member } from "./rights-world.ts";

let world: EraserWorld;
beforeAll(async () => {
  world = await startEraserWorld();
});
afterEach(async () => {
  const { client, tableName } = world;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
});
afterAll(() => world.stop());

const stateOf = async (member: Member) =>
  (await world.rights.walletBooks(await personalWalletIdOf(member.id, EUR)))?.state;
const reasonOf = async (asked: Awaited<ReturnType<EraserWorld["askToClose"]>>) => {
  const request = await asked.outcome();
  return request?.state === "refused" ? request.reason : request?.state;
};

describe("an account is not closed", () => {
  it("while there is money in it, and pays again at once", async () => {
    const [alice, bob] = [await world.newMember("alice", 1_000n), await world.newMember("bob")];
    expect(await reasonOf(await world.askToClose(alice))).toBe("wallet_not_empty");
    expect(await stateOf(alice)).toBe("open");
    expect(await world.stateOf(await world.pay(alice, bob, 400n))).toEqual({ state: "settled" });
    expect(await world.eraser.erasures.get(alice.id)).toBeUndefined();
  });

  it("while money is reserved, owed, or waits for somebody who may not come", async () => {
    const carol = await world.newMember("carol", 1_000n);
    const wallet = await personalWalletIdOf(carol.id, EUR);
    const bank = await systemWallet("bank", EUR);
    await world.ledger.open([bank]);
    const hold = {
      ...{ id: "tr_hold" as TransferId, version: 1, debit: wallet, credit: bank.id, amount: 1_000n, currency: EUR },
      ...({ code: "payout", ref: "po_1", kind: { type: "pending", timeoutAt: "9999-12-31T00:00:00.000Z" } } as const),
    };
    await world.ledger.post([{ transfers: [hold] }]);
    expect(await reasonOf(await world.askToClose(carol))).toBe("holds_open");
    const freed = { ...hold, id: "tr_freed" as TransferId, kind: { type: "void_pending", pending: hold.id } } as const;
    await world.ledger.post([{ transfers: [freed] }]);

    const stranger = await world.stranger("erin");
    const held = await world.pay(carol, stranger, 1_000n);
    expect(await world.stateOf(held)).toEqual({ state: "held_for_claim" });
    expect(await reasonOf(await world.askToClose(carol))).toBe("claims_open");
    await world.request({ type: "claims.taken_back.v1", payer: carol.id, intent: held.id, lines: [0] });
    await world.pay(carol, await world.newMember("frank"), 1_000n);

    const debt = { ...(await systemWallet(`debt:${carol.id}`, EUR)) };
    expect(debt.id).toBe(await debtWalletIdOf(carol.id, EUR));
    await world.ledger.open([debt]);
    const owed = { ...hold, id: "tr_owed" as TransferId, debit: debt.id, amount: 5n, code: "dispute" } as const;
    const { kind: _kind, ...moved } = owed;
    await world.ledger.post([{ transfers: [moved] }]);
    expect(await reasonOf(await world.askToClose(carol))).toBe("debt_open");
    expect(await stateOf(carol)).toBe("frozen_debits");
  });

  it("without its owner's signature, over these terms, in time", async () => {
    const [grace, heidi] = [await world.newMember("grace"), await world.newMember("heidi")];
    const expired = world.closeTermsOf(grace, { expires: instant(world.clock() - 1) });
    expect(await reasonOf(await world.askToClose(grace, { by: heidi }))).toBe("evidence_invalid");
    expect(await reasonOf(await world.askToClose(grace, { terms: expired }))).toBe("terms_expired");
    const elsewhere = world.closeTermsOf(grace, { stage: "prod" });
    expect(await reasonOf(await world.askToClose(grace, { terms: elsewhere }))).toBe("terms_mismatch");
    expect(await stateOf(grace)).toBe("open");
    expect(await world.eraser.erasures.get(grace.id)).toBeUndefined();
  });

  it("by a request that was refused before, though it is empty by now", async () => {
    const ivan = await world.newMember("ivan", 100n);
    const asked = await world.askToClose(ivan);
    await world.pay(ivan, await world.newMember("judy"), 100n);
    await asked.deliver();
    expect([await reasonOf(asked), await stateOf(ivan)]).toEqual(["wallet_not_empty", "open"]);
  });
});

describe("an account that is closed", () => {
  it("is closed once, finishes what a crash has left, and takes and pays nothing more", async () => {
    const [kim, leo] = [await world.newMember("kim"), await world.newMember("leo", 500n)];
    const put = world.deps.erasures.put;
    Object.assign(world.deps.erasures, { put: () => Promise.reject(new Error("crash")) });
    const terms = world.closeTermsOf(kim);
    await expect(world.askToClose(kim, { terms })).rejects.toThrow("crash");
    Object.assign(world.deps.erasures, { put });
    world.wait(hourMs);
    const again = await world.askToClose(kim, { terms });
    expect([await reasonOf(again), await stateOf(kim)]).toEqual(["done", "closed"]);
    expect(await world.eraser.erasures.get(kim.id)).toMatchObject({ request: again.id, pass: "first" });
    expect((await world.stateOf(await world.pay(leo, kim, 100n))).state).toBe("failed");
  });
});

describe("an account with a payout on its way", () => {
  const paysOut = async (handle: string) => {
    const member = await world.newMember(handle, 700n);
    const [debit, bank] = [await personalWalletIdOf(member.id, EUR), await systemWallet("bank", EUR)];
    await world.ledger.open([bank]);
    const moved = {
      version: 1,
      debit,
      credit: bank.id,
      amount: 700n,
      currency: EUR,
      code: "payout",
      ref: "po_2",
    } as const;
    const id = `tr_payout_${handle}` as TransferId;
    const hold = { ...moved, id, kind: { type: "pending", timeoutAt: "9999-12-31T00:00:00.000Z" } } as const;
    await world.ledger.post([{ transfers: [hold] }]);
    const end = async (type: "post_pending" | "void_pending") => {
      const transfer = { ...moved, id: `${id}_end` as TransferId, kind: { type, pending: id } };
      expect(await world.ledger.post([{ transfers: [transfer] }])).toMatchObject([{ status: "posted" }]);
    };
    const terms = world.closeTermsOf(member, { await_payouts: true });
    return { member, end, terms };
  };

  it("closes by itself once the bank has booked it, though the signature has lapsed, if its owner has signed to wait", async () => {
    const { member, end, terms } = await paysOut("wanda");
    const asked = await world.askToClose(member, { terms });
    expect([await reasonOf(asked), await stateOf(member)]).toEqual(["asked", "open"]);
    world.wait(hourMs);
    expect(await world.requests.listDue(instant(world.clock()))).toContain(asked.id);
    await asked.deliver();
    expect(await reasonOf(asked)).toBe("asked");
    await end("post_pending");
    await asked.deliver();
    expect([await reasonOf(asked), await stateOf(member)]).toEqual(["done", "closed"]);
  });

  it("stays open where the money comes back, or where its owner wants it to pay after all", async () => {
    const { member, end, terms } = await paysOut("xenia");
    const asked = await world.askToClose(member, { terms });
    await end("void_pending");
    await asked.deliver();
    expect([await reasonOf(asked), await stateOf(member)]).toEqual(["wallet_not_empty", "open"]);

    const other = await paysOut("yves");
    const closing = await world.askToClose(other.member, { terms: other.terms });
    const unfreeze = { ...world.closeTermsOf(other.member), purpose: "unfreeze" } as const;
    const evidence = other.member.passkey.assert(await challengeOf(unfreeze));
    await world.request({ type: "change.signed.v1", terms: unfreeze, evidence });
    expect(await stateOf(other.member)).toBe("open");
    world.wait(hourMs);
    await closing.deliver();
    expect([await reasonOf(closing), await stateOf(other.member)]).toEqual(["terms_expired", "open"]);
  });
});
