import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoContactStore } from "../../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoPreferenceStore } from "../../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushSubscriptions } from "../../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { createDynamoTopUpStore } from "../../../adapters/dynamodb/dynamo-top-up-store.ts";
import { instant } from "../../../core/clock.ts";
import type { RequestId, TopUpId, TransferId } from "../../../core/ids.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Member, type RightsWorld, startRightsWorld } from "./rights-world.ts";

let world: RightsWorld;
let alice: Member;
let bob: Member;
beforeAll(async () => {
  world = await startRightsWorld();
  [alice, bob] = [await world.newMember("alice", 10_000n), await world.newMember("bob")];
});
afterAll(async () => {
  const { client, tableName } = world;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
  await world.stop();
});

const table = (name: "People" | "Intents" | "Top-Ups") => ({ client: world.client, table: world.tableName(name) });

it("gives each kind of what is stored under a person, and nothing of anybody else's", async () => {
  world.wait(1_000);
  const at = instant(world.clock());
  const intent = await world.pay(alice, bob, 1299n);
  await createDynamoPreferenceStore(table("People")).replace(alice.id, { language: "fr" });
  const party = { channel: "x", userId: bob.userId, handle: "bob", name: "Bob" };
  await createDynamoContactStore(table("People")).save(alice.id, { ...party, trusted: true });
  const phone = { id: "psh_1", holder: alice.id, endpoint: "https://push.example/secret-address", language: "fr" };
  const keys = { p256dh: "secret-key", auth: "secret-auth" };
  await createDynamoPushSubscriptions(table("People")).put({ ...phone, ...keys, subscribedAt: at });
  await world.requests.create({
    ...{
      id: "rq_1" as RequestId,
      holder: alice.id,
      change: { kind: "freeze", what: "all" },
      state: "asked",
      askedAt: at,
    },
  });
  const paid = {
    provider: "sandbox",
    amount: 500n,
    currency: EUR,
    state: "requested",
    createdAt: at,
    seenAt: at,
  } as const;
  await createDynamoTopUpStore(table("Top-Ups")).create({ id: "tu_1" as TopUpId, holder: alice.id, ...paid });
  await createDynamoTopUpStore(table("Top-Ups")).create({ id: "tu_2" as TopUpId, holder: bob.id, ...paid });

  const records = await world.exported(alice);
  const of = (kind: string) => records.filter((record) => record.kind === kind).map(({ data }) => data);
  expect(of("wallet")).toEqual([expect.objectContaining({ holder: alice.id, available: 8701, state: "open" })]);
  expect(of("holder")).toEqual([expect.objectContaining({ name: "Alice" })]);
  expect(of("key")).toEqual([expect.objectContaining({ publicKey: alice.passkey.key.publicKey })]);
  expect(of("link")).toContainEqual(expect.objectContaining({ handle: "alice", channel: "x" }));
  expect(of("consent")).toEqual([expect.objectContaining({ did: "linked", userId: alice.userId })]);
  expect(of("enrolment")).toHaveLength(1);
  expect(of("preferences")).toEqual([expect.objectContaining({ language: "fr" })]);
  expect(of("contact")).toEqual([expect.objectContaining({ handle: "bob", trusted: true })]);
  expect(of("push")).toEqual([expect.objectContaining({ id: "psh_1", subscribedAt: at })]);
  expect(of("request")).toEqual([expect.objectContaining({ id: "rq_1", state: "asked" })]);
  expect(of("top_up")).toEqual([expect.objectContaining({ id: "tu_1", amount: 500 })]);
  const kept = { terms: { intent: intent.id, payer: alice.id }, evidence: { kind: "passkey" } };
  expect(of("intent")).toEqual([
    expect.objectContaining({ id: intent.id, kept: expect.objectContaining({}) as object }),
  ]);
  expect(of("intent")[0]).toMatchObject({ kept, note: "pour le ciné" });
  expect(of("entry")).toHaveLength(2);
  expect(of("entry")[0]).toMatchObject({ amount: 1299, direction: "debit", other: { handle: "bob" } });
  expect(JSON.stringify(records)).not.toMatch(/secret-/);
  expect(JSON.stringify(await world.exported(bob))).not.toMatch(/tu_1|rq_1|psh_1/);
});

it("pages through more entries than any answer could hold, each once", async () => {
  const carol = await world.newMember("carol");
  const [wallet, funding] = [await personalWallet(carol.id, EUR), await systemWallet("funding", EUR)];
  const group = (n: number) => {
    const sides = { debit: funding.id, credit: wallet.id, amount: 1n, currency: EUR, code: "top_up" } as const;
    return { transfers: [{ id: `tr_many${n}` as TransferId, version: 1, ref: "seed", ...sides }] as const };
  };
  await world.ledger.open([funding]);
  for (let from = 0; from < 1_000; from += 100) {
    world.wait(1_000);
    await world.ledger.post(Array.from({ length: 100 }, (_none, n) => group(from + n)));
  }
  const entries = (await world.exported(carol)).filter(({ kind }) => kind === "entry");
  const transfers = new Set(entries.map(({ data }) => (data as { transfer: string }).transfer));
  expect([entries.length, transfers.size]).toEqual([1_000, 1_000]);
});

it("refuses a cursor that it has not given", async () => {
  const asked = await world.call(alice, "GET /v1/me/export", { query: { cursor: "elsewhere:" } });
  expect(asked.body).toMatchObject({ code: "bad_request", param: "cursor" });
  const foreign = `people:${Buffer.from(JSON.stringify([bob.id, "contact#"])).toString("base64url")}`;
  const answer = await world.call(alice, "GET /v1/me/export", { query: { cursor: foreign } });
  expect(JSON.stringify(answer.body)).not.toContain(bob.id);
});
