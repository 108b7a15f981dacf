import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import type { HolderId } from "../../../core/ids.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { apiRoutes } from "../../../functions/api/routes.ts";
import { noon } from "../../support/intents.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";

let world: ApiWorld;
let deps: ApiDeps;
let alice: HolderId;
let call: ApiWorld["call"];
let stored: ApiWorld["stored"];
let approvalOf: ApiWorld["approvalOf"];
let post: ApiWorld["post"];
const aliceKey = "key_alice";
const now = noon + hourMs;

beforeAll(async () => {
  world = await startApiWorld();
  ({ deps, alice, call, stored, approvalOf, post } = world);
});
afterAll(() => world.stop());

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

describe("looking somebody up", () => {
  const find = (channel: string, handle: string, who = "alice") =>
    call({ route: "GET /v1/payees/{channel}/{handle}", params: { channel, handle }, as: as(who) });

  it("gives the permanent id, and says of him what the approval screen would", async () => {
    const bob = { channel: "x", user_id: "1400000000000000102", handle: "bob", name: "Bob", picture: "p.png" };
    expect(await find("x", "@Bob")).toMatchObject({ status: 200, body: { ...bob, check: "verified" } });
    const { body: dave } = await find("x", "dave");
    expect(dave).toMatchObject({ user_id: "1400000000000000104", name: "Dave", check: "unknown" });
    expect(Object.keys(dave).sort()).toEqual(["channel", "check", "handle", "name", "picture", "user_id"]);
  });

  it("finds a Piaf address without any network", async () => {
    world.network.isOff = true;
    const address = world.bob.slice("hol_".length);
    const found = { channel: "piaf", user_id: world.bob, handle: address, name: "Bob", check: "verified" };
    expect(await find("piaf", address.toUpperCase())).toMatchObject({ status: 200, body: found });
    expect(await find("piaf", "nobody")).toMatchObject({ status: 404, body: { code: "payee_unknown" } });
    expect(await find("x", "bob")).toMatchObject({ status: 503, body: { code: "network_unavailable" } });
    world.network.isOff = false;
  });

  it("is told in one sentence that there is nobody, or too much is asked", async () => {
    expect(await find("x", "nobody")).toMatchObject({ status: 404, body: { code: "payee_unknown" } });
    expect(await find("y", "bob")).toMatchObject({ status: 404, body: { code: "not_found" } });
    const answers = await Promise.all(Array.from({ length: 31 }, () => find("x", "bob", "carol")));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await find("x", "bob", "erin")).status).toBe(200);
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
  expect(documented).toEqual(
    expect.arrayContaining([...Object.keys(apiRoutes(deps)), "GET /v1/payees/{channel}/{handle}"]),
  );
});
