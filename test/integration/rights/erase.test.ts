import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDynamoCaseStore } from "../../../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoContactStore } from "../../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoPreferenceStore } from "../../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushSubscriptions } from "../../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { dayMs, hourMs, instant, minuteMs } from "../../../core/clock.ts";
import { type CaseId, type HolderId, transferIdOf } from "../../../core/ids.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { type EraserWorld, startEraserWorld } from "./eraser-world.ts";

let world: EraserWorld;
beforeAll(async () => {
  world = await startEraserWorld();
});
afterEach(async () => {
  const { client, tableName } = world;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
});
afterAll(() => world.stop());

const reasonOf = async (asked: Awaited<ReturnType<EraserWorld["askToClose"]>>) => {
  const request = await asked.outcome();
  return request?.state === "refused" ? request.reason : request?.state;
};

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
