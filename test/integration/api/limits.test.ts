import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChangeView, LimitsView } from "../../../contracts/http/limits.ts";
import { minuteMs } from "../../../core/clock.ts";
import { holderIdOf, type RequestId } from "../../../core/ids.ts";
import { personalWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";
import { consentTo, proposal } from "../../support/intents.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";

let world: ApiWorld;
let who = 0;
let me: string;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  me = `Person ${(who += 1)}`;
  await world.enrol(me);
});

const call = (route: string, { body, ...more }: { body?: unknown; params?: Record<string, string> } = {}) =>
  world.call({ route, as: as(me.toLowerCase()), ...(body === undefined ? {} : { body }), ...more });
const limits = async () => (await call("GET /v1/me/limits")).body as unknown as LimitsView;
const { evidence } = consentTo(proposal());
const key = () => ({ ...evidence, key_id: `key_${me.toLowerCase()}` });
const nonce = "AAAAAAAAAAAAAAAAAAAAAA";

describe("GET /v1/me/limits", () => {
  it("says what holds, and what to sign to change it", async () => {
    const { level, limits: now, level_limits: most, used, pending, terms } = await limits();
    expect([level, used, pending]).toEqual(["unverified", {}, []]);
    expect(now).toEqual({ to_person: 5_000, to_organisation: 15_000, day: 10_000, month: 15_000, balance: 15_000 });
    expect(most).toEqual(now);
    const delay = Date.parse(terms.limit.effective) - Date.parse(terms.limit.expires);
    expect(delay).toBe(defaultLimitRules.raiseDelayMs);
    expect(terms.unfreeze).toMatchObject({ purpose: "unfreeze", stage: "test", currency: "EUR" });
  });
});

describe("what is asked of one's wallet", () => {
  it("is written down once for the ledger, and told what becomes of it to nobody else", async () => {
    const body = { limits: { day: 500 } };
    const [first, again] = [await call("PUT /v1/me/limits", { body }), await call("PUT /v1/me/limits", { body })];
    expect(again.body).toEqual(first.body);
    const { id } = first.body as unknown as ChangeView;
    expect(await world.deps.changeRequests.get(id as RequestId)).toMatchObject({
      ...{ state: "asked", change: { kind: "lower", limits: { day: 500n } } },
    });
    expect((await call("GET /v1/me/changes/{id}", { params: { id } })).body).toEqual({ id, state: "asked" });
    const route = { route: "GET /v1/me/changes/{id}", params: { id } };
    expect((await world.call({ ...route, as: as("alice") })).status).toBe(404);
  });

  it("is refused at once where the ledger could not but refuse it", async () => {
    const { terms } = await limits();
    const put = (asked: object) => call("PUT /v1/me/limits", { body: { limits: asked } });
    expect((await put({ day: 10_001 })).body).toMatchObject({ code: "limit_not_lower", param: "limits.day" });
    expect((await put({})).status).toBe(400);
    expect((await put({ week: 1 })).status).toBe(400);
    expect((await put({ day: -1 })).status).toBe(400);
    const raise = async (more: object, by: object = key()) =>
      (await call("POST /v1/me/limits/raise", { body: { terms: { ...terms.limit, nonce, ...more }, evidence: by } }))
        .body["code"];
    expect(await raise({ limits: { day: 10_001 } })).toBe("limit_above_level");
    expect(await raise({ limits: { day: 10_000 } })).toBe("limit_not_raised");
    expect((await call("DELETE /v1/me/limits/raise")).status).toBe(404);
    const unfreeze = async (more: object, by: object = key()) =>
      (await call("POST /v1/me/unfreeze", { body: { terms: { ...terms.unfreeze, nonce, ...more }, evidence: by } }))
        .body["code"];
    expect(await unfreeze({ holder: world.alice })).toBe("terms_mismatch");
    expect(await unfreeze({ stage: "prod" })).toBe("terms_mismatch");
    expect(await unfreeze({}, evidence)).toBe("evidence_invalid");
    world.wait(6 * minuteMs);
    expect(await unfreeze({})).toBe("terms_expired");
  });

  it("what was signed is one request, however often it is sent; a freeze is one by its key", async () => {
    const { terms } = await limits();
    const body = { terms: { ...terms.unfreeze, nonce }, evidence: key() };
    const [first, again] = [await call("POST /v1/me/unfreeze", { body }), await call("POST /v1/me/unfreeze", { body })];
    expect([first.status, again.body]).toEqual([200, first.body]);
    const freeze = (headers: Record<string, string>) =>
      world.call({ route: "POST /v1/me/freeze", body: { what: "all" }, headers, as: as(me.toLowerCase()) });
    expect((await freeze({})).body).toMatchObject({ code: "idempotency_key_missing" });
    const [once, twice] = [await freeze({ "idempotency-key": "f" }), await freeze({ "idempotency-key": "f" })];
    expect(twice.body).toEqual(once.body);
  });
});

it("GET /v1/me says of a wallet whether it is frozen, and what it does not do", async () => {
  const wallet = await personalWallet(await holderIdOf("https://identity.test", me.toLowerCase()), EUR);
  await world.ledger.open([wallet]);
  const frozen = async () => ((await call("GET /v1/me")).body["wallet"] as { readonly frozen?: string }).frozen;
  expect(await frozen()).toBeUndefined();
  await world.ledger.configure(wallet.id, { state: "frozen_debits" });
  expect(await frozen()).toBe("debits");
  await world.ledger.configure(wallet.id, { state: "frozen" });
  expect(await frozen()).toBe("all");
});

describe("blocks", () => {
  const params = { channel: "x", user_id: "1400000000000000102" };
  it("are kept, changed, listed and taken back", async () => {
    const block = (body: unknown) => call("PUT /v1/me/blocks/{channel}/{user_id}", { params, body });
    expect((await block({ mode: "block" })).status).toBe(200);
    expect((await block({ mode: "mute" })).status).toBe(200);
    expect((await block({ mode: "hate" })).status).toBe(400);
    expect((await call("GET /v1/me/blocks")).body).toEqual({ data: [{ ...params, mode: "mute" }] });
    const remove = () => call("DELETE /v1/me/blocks/{channel}/{user_id}", { params });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect((await call("GET /v1/me/blocks")).body).toEqual({ data: [] });
  });
});

it("who is blocked, under whatever name, asks in the app in vain, and is not told why", async () => {
  const account = { channel: "x", user_id: "1400000000000000101" };
  const block = { route: "PUT /v1/me/blocks/{channel}/{user_id}", params: account, as: as("bob") };
  expect((await world.call({ ...block, body: { mode: "block", handle: "alice", name: "Alice" } })).body).toEqual({
    ...{ ...account, mode: "block", handle: "alice", name: "Alice" },
  });
  const body = { lines: [{ payee: { channel: "x", user_id: "1400000000000000102", handle: "bob" }, amount: 100 }] };
  const ask = (key: string) =>
    world.call({
      route: "POST /v1/intents",
      body: { ...body, currency: "EUR" },
      as: as("alice"),
      headers: { "idempotency-key": key },
    });
  const answer = await ask("in-vain");
  expect(answer).toMatchObject({ status: 404, body: { code: "payee_unknown" } });
  expect(JSON.stringify(answer.body)).not.toMatch(/block/i);
  await world.call({ route: "DELETE /v1/me/blocks/{channel}/{user_id}", params: account, as: as("bob") });
  expect((await ask("again")).status).toBe(200);
});

it("a failed payment says what would help, to its payer", async () => {
  const failed = await world.stored({ state: "failed", reason: "cooling_off" });
  expect((await world.show(failed)).body).toMatchObject({ reason: "cooling_off", help: "wait", retryable: true });
  const other = await world.stored({ state: "cancelled", reason: "post_deleted" });
  expect((await world.show(other)).body).not.toHaveProperty("help");
});
