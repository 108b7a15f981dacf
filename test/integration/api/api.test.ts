import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoCloseReader } from "../../../adapters/dynamodb/dynamo-close-reader.ts";
import { createDynamoEnrolmentProofs } from "../../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoEvidenceStore } from "../../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHolderDirectory } from "../../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoIdempotencyStore } from "../../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { hourMs, instant } from "../../../core/clock.ts";
import { type HolderId, type IntentId, type KeyId, holderIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { termsOfIntent } from "../../../core/intent/terms-of-intent.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { apiRoutes } from "../../../functions/api/routes.ts";
import { seed } from "../../../local/seed/seed.ts";
import { type Answer, type Call, callRoute } from "../../support/http-events.ts";
import { noon, proposal } from "../../support/intents.ts";
import { silentLog } from "../../support/log.ts";
import { enrolmentOfTests, proofOfTests } from "../../support/software-authenticator.ts";
import { type Tables, startTables } from "../../support/tables.ts";

const issuer = "https://identity.test";
const as = (subject: string) => ({ issuer, subject });
const pace = { sleep, random: Math.random };
const aliceKey = "key_alice" as KeyId;

let tables: Tables;
let deps: ApiDeps;
let alice: HolderId;
let call: (call: Call) => Promise<Answer>;
const now = noon + hourMs;
let count = 0;

beforeAll(async () => {
  tables = await startTables();
  const { client, tableName } = tables;
  const clock = () => now;
  const ledgerTables = {
    wallets: tableName("Wallets"),
    transfers: tableName("Transfers"),
    journal: tableName("Journal"),
  };
  deps = {
    intents: createDynamoIntentStore({ client, table: tableName("Intents") }),
    holders: createDynamoHolderDirectory({ client, table: tableName("Holders") }),
    ledger: createDynamoLedger({ client, tables: ledgerTables, clock, pace }),
    idempotency: createDynamoIdempotencyStore({ client, table: tableName("People") }),
    transfers: createDynamoTransferReader({ client, table: tableName("Transfers") }),
    evidence: createDynamoEvidenceStore({ client, table: tableName("Evidence") }),
    enrolments: createDynamoEnrolmentProofs({ client, table: tableName("Holders") }),
    closes: createDynamoCloseReader({ client, table: tableName("Closes") }),
    published: {
      rootKey: async () => ({ key_id: "rk_now", public_key: "a2V5" }),
      identityKeys: async () => [{ kid: "k2", kty: "EC" }],
      issuer,
      clientId: "piaf-app",
      origins: ["https://pay.example"],
      relyingParties: ["pay.example"],
    },
    stage: "test",
    clock,
    log: silentLog,
  };
  await seed({ client, tables: { holders: tableName("Holders"), ...ledgerTables }, issuer, clock });
  alice = await holderIdOf(issuer, "alice");
  const registry = createDynamoHolderRegistry({ client, table: tableName("Holders"), clock, pace });
  await registry.enrolKey({
    holder: { id: alice, name: "Alice" },
    key: {
      id: aliceKey,
      kind: "device",
      publicKey: "a2V5",
      label: "phone",
      enrolledAt: instant(noon),
      way: "fresh_sign_in",
      enrolment: enrolmentOfTests,
    },
    proof: proofOfTests,
    nonce: "first",
    first: true,
  });
  const handler = httpHandler(apiRoutes(deps), silentLog);
  call = (request) => callRoute(handler as never, request);
});
afterAll(() => tables.stop());

/** A stored intent of alice's, to Bob's seeded account. */
const stored = async (more: Partial<Intent> = {}): Promise<Intent> => {
  const intent = proposal({
    id: `pi_api${(count += 1)}` as IntentId,
    payer: { ...proposal().payer, holder: alice },
    lines: [{ payee: { channel: "x", userId: "1400000000000000102", handle: "bob", name: "Bob" }, amount: 1299n }],
    ...more,
  });
  await deps.intents.create(intent);
  return intent;
};

const approvalOf = (intent: Intent, nonce = "AAAAAAAAAAAAAAAAAAAAAA") => ({
  terms: { ...termsOfIntent(intent, { payer: alice, stage: "test" }), nonce },
  evidence: { kind: "device", key_id: aliceKey, signature: "c2ln", pin_proof: { mac: "bWFj", expires: 1 } },
});

const post = (what: string, intent: Intent, body: unknown, { who = "alice", headers = {} } = {}) =>
  call({ route: `POST /v1/intents/{id}/${what}`, params: { id: intent.id }, body, as: as(who), headers });

describe("who asks", () => {
  it("must be signed in, and is told so as a problem", async () => {
    const answer = await call({ route: "GET /v1/me" });
    expect(answer).toMatchObject({ status: 401, type: "application/problem+json", body: { code: "unauthorized" } });
  });

  it("sees his own balance, keys and links", async () => {
    const { body } = await call({ route: "GET /v1/me", as: as("alice") });
    expect(body).toMatchObject({
      id: alice,
      name: "Alice",
      keys: [{ id: aliceKey, kind: "device" }],
      links: [{ channel: "x", handle: "alice" }],
      wallet: { currency: "EUR", available: 10_000, pending: 0 },
    });
  });

  it("may be somebody who has just signed up", async () => {
    const { status, body } = await call({ route: "GET /v1/me", as: as("erin") });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "", keys: [], links: [] });
    expect(body["wallet"]).toBeUndefined();
  });
});

describe("an intent", () => {
  it("shows its payer what to sign, in minor units", async () => {
    const intent = await stored();
    const { status, body } = await call({ route: "GET /v1/intents/{id}", params: { id: intent.id }, as: as("alice") });
    expect(status).toBe(200);
    expect(body).toMatchObject({ role: "payer", total: 1299, currency: "EUR", state: "pending_approval" });
    const { nonce: _own, ...terms } = approvalOf(intent).terms;
    expect(body["terms"]).toEqual(terms);
  });

  it("does not exist for anybody else, and for the payee only once it is settled (invariant 10)", async () => {
    const intent = await stored();
    const seenBy = async (who: string) =>
      (await call({ route: "GET /v1/intents/{id}", params: { id: intent.id }, as: as(who) })).status;
    expect(await seenBy("carol")).toBe(404);
    expect(await seenBy("bob")).toBe(404);
    expect((await post("approve", intent, approvalOf(intent), { who: "bob" })).status).toBe(422);
    expect((await post("decline", intent, { version: 1 }, { who: "bob" })).status).toBe(404);
    await post("approve", intent, approvalOf(intent));
    await deps.intents.mark({ id: intent.id, version: 1, to: "settled", at: instant(now) });
    expect(await seenBy("bob")).toBe(200);
    expect(await seenBy("carol")).toBe(404);
  });

  it("is listed for its payer alone, open apart from closed", async () => {
    const open = await stored();
    const closed = await stored();
    await post("decline", closed, { version: 1 });
    const list = async (status: string, who = "alice") => {
      const { body } = await call({ route: "GET /v1/intents", query: { status, limit: "100" }, as: as(who) });
      return (body["data"] as { id: string }[]).map(({ id }) => id);
    };
    expect(await list("open")).toContain(open.id);
    expect(await list("open")).not.toContain(closed.id);
    expect(await list("closed")).toContain(closed.id);
    expect(await list("open", "bob")).toEqual([]);
  });
});

describe("decisions", () => {
  it("approve once; the same again is the same answer, another is refused with its code", async () => {
    const intent = await stored();
    expect(await post("approve", intent, approvalOf(intent))).toMatchObject({
      status: 200,
      body: { state: "approved" },
    });
    expect((await post("approve", intent, approvalOf(intent))).status).toBe(200);
    const other = await post("approve", intent, approvalOf(intent, "BBBBBBBBBBBBBBBBBBBBBB"));
    expect(other).toMatchObject({ status: 409, body: { code: "intent_approved" } });
    expect(await post("decline", intent, { version: 1 })).toMatchObject({
      status: 409,
      body: { code: "intent_approved" },
    });
  });

  it("say what stands in the way: declined, expired, an older version, other terms, an unknown key", async () => {
    const declined = await stored();
    await post("decline", declined, { version: 1 });
    expect(await post("approve", declined, approvalOf(declined))).toMatchObject({
      status: 409,
      body: { code: "intent_declined" },
    });
    const expired = await stored({ expiresAt: instant(now) });
    expect(await post("approve", expired, approvalOf(expired))).toMatchObject({
      status: 409,
      body: { code: "intent_expired" },
    });
    const revised = await stored({ version: 2 });
    const old = approvalOf({ ...revised, version: 1 });
    expect(await post("approve", revised, old)).toMatchObject({ status: 409, body: { code: "version_outdated" } });
    const { terms, evidence } = approvalOf(revised);
    const cheaper = { terms: { ...terms, lines: terms.lines.map((line) => ({ ...line, amount: 1 })) }, evidence };
    expect(await post("approve", revised, cheaper)).toMatchObject({ status: 422, body: { code: "terms_mismatch" } });
    const stranger = { terms, evidence: { ...evidence, key_id: "key_stranger" } };
    expect(await post("approve", revised, stranger)).toMatchObject({ status: 422, body: { code: "evidence_invalid" } });
  });

  it("race: of ten approvals and ten refusals at once, one kind wins (invariant 7)", async () => {
    const intent = await stored();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? post("approve", intent, approvalOf(intent)) : post("decline", intent, { version: 1 }),
      ),
    );
    const states = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body["state"]));
    expect(states.size).toBe(1);
    expect([...states][0]).toBe((await deps.intents.get(intent.id))?.state);
  });

  it("retry a refusal for lack of funds as a new version, under an Idempotency-Key", async () => {
    const intent = await stored();
    await post("approve", intent, approvalOf(intent));
    await deps.intents.mark({
      id: intent.id,
      version: 1,
      to: "failed",
      reason: "insufficient_funds",
      at: instant(now),
    });
    const headers = { "idempotency-key": "retry-1" };
    expect(await post("retry", intent, { version: 1 })).toMatchObject({
      status: 400,
      body: { code: "idempotency_key_missing" },
    });
    const first = await post("retry", intent, { version: 1 }, { headers });
    expect(first).toMatchObject({ status: 200, body: { version: 2, state: "pending_approval" } });
    expect(await post("retry", intent, { version: 1 }, { headers })).toEqual(first);
    const other = await post("retry", intent, { version: 7 }, { headers });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
    expect(await post("approve", intent, approvalOf(intent))).toMatchObject({ status: 409 });
  });
});

it("a payee who has changed his name since is shown by the new one when the payer tries again", async () => {
  const [line] = (await stored()).lines;
  const intent = await stored({ lines: [{ ...line!, payee: { ...line!.payee, handle: "bob_old", name: "Robert" } }] });
  await post("approve", intent, approvalOf(intent));
  await deps.intents.mark({ id: intent.id, version: 1, to: "failed", reason: "payee_changed", at: instant(now) });
  const failed = await call({ route: "GET /v1/intents/{id}", params: { id: intent.id }, as: as("alice") });
  expect(failed.body).toMatchObject({ reason: "payee_changed", retryable: true });
  const again = await post("retry", intent, { version: 1 }, { headers: { "idempotency-key": "renamed" } });
  expect(again).toMatchObject({
    status: 200,
    body: { version: 2, state: "pending_approval", lines: [{ payee: { handle: "bob", name: "Bob" } }] },
  });
});

describe("bad input gets one clear sentence", () => {
  it.each([
    ["no JSON", "{"],
    ["nothing", undefined],
    ["a list", []],
    ["a field too many", { version: 1, amount: 5 }],
    ["a version that is none", { version: "one" }],
  ])("%s", async (_what, body) => {
    const answer = await post("decline", await stored(), body);
    expect(answer).toMatchObject({ status: 400, type: "application/problem+json", body: { code: "bad_request" } });
    expect(answer.body["detail"]).toMatch(/^[^\n]+\.$/);
  });

  it("a limit out of range, a cursor of somebody else's making, a route that is none", async () => {
    const list = (query: Record<string, string>) => call({ route: "GET /v1/intents", query, as: as("alice") });
    expect((await list({ limit: "101" })).status).toBe(400);
    expect((await list({ status: "all" })).status).toBe(400);
    expect((await list({ cursor: "nonsense" })).status).toBe(200);
    expect(await call({ route: "GET /v1/nothing", as: as("alice") })).toMatchObject({ status: 404 });
  });
});

it("shows in the activity where the seed money came from", async () => {
  const { body } = await call({ route: "GET /v1/activity", as: as("alice") });
  expect(body["data"]).toMatchObject([
    { direction: "credit", amount: 10_000, code: "top_up", other: { name: "Piaf" } },
  ]);
});

it("serves an OpenAPI document of exactly the operations there are", async () => {
  const { status, body } = await call({ route: "GET /v1/openapi.json" });
  expect(status).toBe(200);
  expect(body["openapi"]).toBe("3.1.0");
  const documented = Object.entries(body["paths"] as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented).toEqual(expect.arrayContaining(Object.keys(apiRoutes(deps))));
});
