import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDynamoCaseStore } from "../../../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoContactStore } from "../../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoPreferenceStore } from "../../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushSubscriptions } from "../../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { dayMs, hourMs, instant, minuteMs } from "../../../core/clock.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import { debtWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import { type CaseId, type HolderId, personalWalletIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import { systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
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

describe("who is not closed", () => {
  it("is not erased, whoever orders it", async () => {
    const mallory = await world.newMember("mallory");
    const order = { holder: mallory.id, request: "rq_forged", closedAt: instant(world.clock()) };
    const due = { pass: "first", step: 0, dueBucket: "due", dueAt: order.closedAt };
    await world.client.send(
      new PutItemCommand({ TableName: world.tableName("Erasures"), Item: marshall({ ...order, ...due }) }),
    );
    await world.erase();
    expect(world.lines.map(({ message }) => message)).toContain("erasure_unfounded");
    expect((await world.holders.byId(mallory.id))?.name).toBe("Mallory");
    const Key = marshall({ holder: mallory.id });
    await world.client.send(new DeleteItemCommand({ TableName: world.tableName("Erasures"), Key }));
  });
});

describe("erasure", () => {
  it("leaves nothing of a person but what the page on privacy names, and the ledger as it was", async () => {
    const [olivia, peggy] = [await world.newMember("olivia", 5_000n), await world.newMember("zaphira", 2_000n)];
    const day = instant(world.clock()).slice(0, 10);
    const party = { channel: "x", userId: peggy.userId, handle: "zaphira", name: "Zaphira" };
    await createDynamoContactStore(world.table("People")).save(olivia.id, { ...party, trusted: true });
    const mine = { channel: "x", userId: olivia.userId, handle: "olivia", name: "Olivia" };
    await createDynamoContactStore(world.table("People")).save(peggy.id, { ...mine, trusted: true });
    await createDynamoPreferenceStore(world.table("People")).replace(peggy.id, { language: "fr" });
    const phone = { id: "psh_z", holder: peggy.id, endpoint: "https://push.example/z", p256dh: "k", auth: "a" };
    const at = instant(world.clock());
    await createDynamoPushSubscriptions(world.table("People")).put({ ...phone, language: "fr", subscribedAt: at });

    const received = await world.pay(olivia, peggy, 1_000n);
    await world.intents.rememberPost(received.source, received.id);
    const spoken = (await world.intents.get(received.id))!;
    await world.intents.replace(spoken, {
      ...spoken,
      note: "for @Zaphira's secret party",
      source: { ...spoken.source, text: "@piaf 10€ for @zaphira's secret party" },
    });
    const paid = await world.pay(peggy, olivia, 3_000n);
    const own = (await world.intents.get(paid.id))!;
    await world.intents.replace(own, {
      ...own,
      note: "zebra crossing",
      source: { ...own.source, text: "zebra crossing" },
    });
    const open = await world.propose(peggy, [[olivia, 5n]]);

    const cases = createDynamoCaseStore({ ...world.table("Intents"), rules: { remindMs: dayMs } });
    const said = { at, did: "replied" } as const;
    await cases.create({
      ...{ id: "ca_1" as CaseId, revision: 1, intent: received.id, line: 0, reporter: peggy.id, other: olivia.id },
      ...{ kind: "other", state: "closed", openedAt: at, updatedAt: at },
      steps: [
        { ...said, by: "reporter", words: "zebra on the phone" },
        { ...said, by: "other", words: "no idea" },
        { ...said, by: "operator", words: "we have written to the zebra" },
      ],
    });
    expect((await world.exported(peggy)).filter(({ kind }) => kind === "case")).toHaveLength(1);
    world.wait(dayMs);
    await world.closeDay(day);
    const transfers = await Promise.all([
      transferIdOf({ payer: olivia.id, intent: received.id, line: 0 }),
      transferIdOf({ payer: peggy.id, intent: paid.id, line: 0 }),
    ]);
    const judgeAll = async () =>
      (await Promise.all(transfers.map(async (id) => world.judge(await world.receiptOf(olivia, id))))).flat();
    expect((await judgeAll()).filter(({ fault }) => fault)).toEqual([]);

    expect(await reasonOf(await world.askToClose(peggy))).toBe("done");
    await world.erase();
    expect(world.removed).toContain(peggy.subject);
    expect((await world.holders.byLink(party))?.id).toBeUndefined();
    world.wait(dayMs + hourMs);
    const expired = (await world.intents.get(open.id))!;
    await world.intents.replace(expired, { ...expired, state: "expired" });
    await world.erase();
    await world.erase();

    const evidence = await world.evidence.get(received.id, 1);
    expect(await world.placesOf(/zaphira/i)).toEqual([
      // What Olivia has signed, and the token that admitted the key that was signed with.
      `Evidence ${evidence?.terms.intent}`,
      expect.stringMatching(new RegExp(`^Holders enrolment#${peggy.id} `)),
    ]);
    expect(await world.placesOf(/zebra|secret party.*zaphira/i)).toEqual([]);
    expect(await world.placesOf(new RegExp(`"${peggy.userId}"|psh_z|push.example/z`))).toEqual([]);
    expect(await world.intents.get(received.id)).toMatchObject({
      ...{ note: "for ········'s secret party", source: { text: "@piaf 10€ for ········'s secret party" } },
    });

    expect((await cases.ofHolder(olivia.id))[0]?.steps.map(({ words }) => words)).toEqual([
      undefined,
      "no idea",
      undefined,
    ]);
    expect(await cases.ofHolder(peggy.id)).toEqual([]);

    expect((await judgeAll()).filter(({ fault }) => fault)).toEqual([]);
    await world.closeDay(day);
    expect(world.lines.map(({ message }) => message)).toContain("close_agrees");
    expect(world.lines.map(({ message }) => message)).not.toContain("wallet_unexplained");
  });

  it("goes on where a run has stopped, wherever that was, and a second time changes nothing", async () => {
    const [quinn, rupert] = [await world.newMember("quinn"), await world.newMember("rupert", 100_000n)];
    for (let n = 0; n < 60; n += 1) await world.pay(rupert, quinn, 1n);
    await world.pay(quinn, rupert, 60n);
    await world.askToClose(quinn);
    let runs = 0;
    while ((await world.eraser.erasures.get(quinn.id))?.pass === "first" && runs < 60) {
      let calls = 0;
      runs += 1;
      // Time for one page, and not for the next.
      await world.erase(() => ((calls += 1) > 1 ? 0 : 10 * minuteMs));
    }
    expect(await world.eraser.erasures.get(quinn.id)).toMatchObject({ pass: "second" });
    // Six steps, one of which has two pages.
    expect(runs).toBeGreaterThanOrEqual(7);
    expect(
      (await world.intents.listByPayer(rupert.id, { limit: 100 })).items.filter(
        ({ lines }) => lines[0]?.payee.name === "Quinn",
      ),
    ).toEqual([]);
    const item = async () => JSON.stringify(await world.holders.byId(quinn.id));
    const before = await item();
    world.wait(dayMs + hourMs);
    await world.erase();
    expect(await item()).toBe(before);
  });

  it("takes no key and no link of who is erased", async () => {
    const sybil = await world.newMember("sybil");
    await world.askToClose(sybil);
    await world.erase();
    const { key } = sybil.passkey;
    const proof = { way: "fresh_sign_in", id_token: "a.b.c" } as const;
    for (const first of [true, false]) {
      const enrolment = { holder: sybil as { id: HolderId; name: string }, key, proof, nonce: freshNonce(), first };
      expect(await world.holders.enrolKey(enrolment)).toBe(first ? "not_first" : "account_closed");
    }
    expect((await world.holders.byId(sybil.id))?.keys).toEqual([]);
  });
});
