import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minuteMs } from "../../../core/clock.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import type { IntentId } from "../../../core/ids.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";
import { bobOnX, type Paying, paying, payingIn } from "./paying.ts";

let world: ApiWorld;
let ask: Paying["ask"];
let askLater: Paying["askLater"];
let approve: Paying["approve"];
let settle: Paying["settle"];
let approvedAndSettled: Paying["approvedAndSettled"];

beforeAll(async () => {
  world = await startApiWorld();
  ({ ask, askLater, approve, settle, approvedAndSettled } = payingIn(world));
});
afterAll(() => world.stop());

describe("a payment asked for in the app", () => {
  it("waits for approval with the verified name, and is settled like any other", async () => {
    const { status, body } = await askLater(paying(1_299, { ...bobOnX, name: "bob" }, { note: "lunch" }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: "pending_approval",
      role: "payer",
      lines: [{ payee: { handle: "bob", name: "Bob" }, amount: 1_299, check: "verified" }],
      warnings: [{ code: "first_payment", line: 0 }],
      source: { channel: "app", readers: "nobody", text: "12.99 EUR @bob: lunch" },
      timeline: [{ state: "proposed" }],
      terms: { lines: [{ channel: "x", user_id: bobOnX.user_id, amount: 1_299 }] },
    });
    const approved = await approve(String(body["id"]));
    expect(approved).toMatchObject({ status: 200, body: { state: "approved", warnings: [] } });
    const intent = (await world.deps.intents.get(body["id"] as IntentId))!;
    expect((await challengeOf(intent.consent!.terms)).length).toBe(32);
    await settle(intent.id);
    const seen = await world.show(intent, "bob");
    expect(seen.body).toMatchObject({ state: "settled", role: "payee", payer: { channel: "piaf", name: "Alice" } });
    // Not what was paid to others with it.
    expect(seen.body["source"]).toMatchObject({ channel: "app", text: "lunch", marks: [] });
  });

  it("is made once under its key; another request under it is refused, later too", async () => {
    const first = await askLater(paying(100), { key: "once" });
    expect(await ask(paying(100), { key: "once" })).toEqual(first);
    expect(await ask(paying(200), { key: "once" })).toMatchObject({
      status: 422,
      body: { code: "idempotency_mismatch" },
    });
    world.wait(25 * 60 * minuteMs);
    const later = await ask(paying(100), { key: "once" });
    expect(later).toMatchObject({ status: 200, body: { id: first.body["id"], state: "expired" } });
    expect(await ask(paying(300), { key: "once-more" })).toMatchObject({ status: 200 });
  });

  it("pays somebody who has no network, by his Piaf address", async () => {
    const { body: bob } = await world.call({ route: "GET /v1/me", as: as("bob") });
    expect(bob["address"]).toEqual({ channel: "piaf", user_id: world.bob, handle: world.bob.slice("hol_".length) });
    expect((bob["links"] as unknown[]).length).toBe(1);
    const { status, body } = await askLater(paying(500, bob["address"]));
    expect(status).toBe(200);
    expect(body).toMatchObject({ lines: [{ payee: { channel: "piaf", name: "Bob" }, check: "verified" }] });
  });

  it.each<[string, unknown, number, string]>([
    [
      "an address that is nobody's at Piaf",
      paying(100, { channel: "piaf", user_id: "hol_nobody", handle: "nobody" }),
      422,
      "payee_not_joined",
    ],
    ["oneself", paying(100, { channel: "x", user_id: "1400000000000000101", handle: "alice" }), 422, "payee_is_payer"],
    [
      "too much",
      { ...paying(1), lines: [1, 2].map(() => ({ payee: bobOnX, amount: 10 ** 15 })) },
      422,
      "amount_too_large",
    ],
    ["dollars", { ...paying(100), currency: "USD" }, 422, "currency_not_available"],
    ["nothing", paying(0), 400, "bad_request"],
    ["cents of cents", paying(1.5), 400, "bad_request"],
    ["nobody", { lines: [], currency: "EUR" }, 400, "bad_request"],
    [
      "fifty people",
      { currency: "EUR", lines: Array.from({ length: 50 }, () => ({ payee: bobOnX, amount: 1 })) },
      400,
      "bad_request",
    ],
    ["what is no JSON", "{", 400, "bad_request"],
  ])("is refused to pay %s, in one sentence", async (_what, body, status, code) => {
    const answer = await ask(body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body["detail"]).toMatch(/^[^\n]+\.$/);
  });

  it("needs a payment key, and shares the pace of the person's posts", async () => {
    expect(await ask(paying(100), { who: "carol" })).toMatchObject({ status: 409, body: { code: "key_missing" } });
    world.wait(minuteMs);
    const nobody = { channel: "piaf", user_id: "hol_nobody", handle: "nobody" };
    const asked = [paying(100), paying(101), paying(102), paying(103, nobody), paying(104), paying(105)];
    const statuses: number[] = [];
    for (const [index, body] of asked.entries()) statuses.push((await ask(body, { key: `pace-${index}` })).status);
    expect(statuses).toEqual([200, 200, 200, 422, 200, 429]);
    // Asked again with the same key once the minute is over, it is proposed.
    world.wait(minuteMs);
    expect((await ask(paying(105), { key: "pace-5" })).status).toBe(200);
    const { proposed } = await world.deps.writers.get({ channel: "x", userId: "1400000000000000101" });
    expect(proposed.length).toBeGreaterThanOrEqual(5);
  });
});

describe("what is known of those whom one pays", () => {
  it("comes from approvals, counted once however often they are sent", async () => {
    const before = await bobAsContact();
    const { body } = await askLater(paying(4_000));
    const [first, again] = [await approve(String(body["id"])), await approve(String(body["id"]))];
    expect([first.status, again.status]).toEqual([200, 200]);
    const contact = await bobAsContact();
    expect(contact).toMatchObject({ handle: "bob", name: "Bob", saved: false, trusted: false, largest: 4_000 });
    expect(contact["times"]).toBe(Number(before["times"]) + 1);
    expect((await askLater(paying(4_000))).body["warnings"]).toEqual([]);
  });

  it("warns of an amount far above all before it, and of a look-alike of a contact", async () => {
    await approvedAndSettled(paying(10));
    expect((await askLater(paying(12_001))).body["warnings"]).toEqual([{ code: "unusual_amount", line: 0 }]);
    const bobb = await world.enrol("Bobb");
    const answer = await askLater(paying(100, { channel: "piaf", user_id: bobb, handle: "bobb" }));
    expect(answer.body["warnings"]).toContainEqual({ code: "first_payment", line: 0 });
    await world.holders.link(bobb, {
      channel: "x",
      userId: "666",
      handle: "b0b",
      linkedAt: "2026-11-24T12:00:00.000Z",
    });
    const alike = await askLater(paying(100, { channel: "x", user_id: "666", handle: "b0b" }));
    expect(alike.body["warnings"]).toContainEqual({ code: "look_alike", line: 0, like: "bob" });
  });

  it("may be saved, trusted and forgotten, by its owner alone", async () => {
    const params = { channel: "x", user_id: "1400000000000000103" };
    const put = (body: unknown) =>
      world.call({ route: "PUT /v1/me/contacts/{channel}/{user_id}", params, body, as: as("alice") });
    const carol = { handle: "carol", name: "Carol", trusted: true };
    expect(await put(carol)).toMatchObject({ status: 200, body: { ...carol, saved: true, times: 0 } });
    expect(await put({ ...carol, times: 7 })).toMatchObject({ status: 400 });
    const payee = { ...params, handle: "carol", name: "Carol" };
    expect((await askLater(paying(100, payee))).body["warnings"]).toEqual([]);
    const forget = (who: string) =>
      world.call({ route: "DELETE /v1/me/contacts/{channel}/{user_id}", params, as: as(who) });
    expect((await forget("bob")).status).toBe(404);
    expect((await forget("alice")).status).toBe(204);
    expect((await forget("alice")).status).toBe(404);
    expect((await askLater(paying(100, payee))).body["warnings"]).toEqual([{ code: "first_payment", line: 0 }]);
    expect((await world.call({ route: "GET /v1/me/contacts", as: as("bob") })).body["data"]).toEqual([]);
  });

  const bobAsContact = async (): Promise<Record<string, unknown>> => {
    const { body } = await world.call({ route: "GET /v1/me/contacts", as: as("alice") });
    const found = (body["data"] as Record<string, unknown>[]).find((one) => one["user_id"] === bobOnX.user_id);
    return found ?? { times: 0 };
  };
});

describe("this wasn't me", () => {
  it("ends a proposal for good, and says that the account is still linked until it is not", async () => {
    const intent = await world.stored({ expiresAt: "2026-12-24T12:00:00.000Z" });
    const reported = await world.post("report", intent, { version: 1 });
    expect(reported).toMatchObject({ status: 200, body: { state: "reported", warnings: [{ code: "still_linked" }] } });
    expect((await world.post("report", intent, { version: 1 })).status).toBe(200);
    expect(await world.post("approve", intent, world.approvalOf(intent))).toMatchObject({
      status: 409,
      body: { code: "intent_declined" },
    });
    expect((await world.post("report", intent, { version: 1 }, { who: "bob" })).status).toBe(404);
    await world.holders.unlink(world.alice, { channel: "x", userId: "1400000000000000101" });
    expect((await world.show(intent)).body["warnings"]).toEqual([]);
    const other = await world.stored({ expiresAt: "2026-12-24T12:00:00.000Z" });
    expect((await world.show(other)).body["warnings"]).toContainEqual({ code: "not_linked" });
  });
});

describe("preferences", () => {
  const preferences = (method: "GET" | "PUT", body?: unknown, who = "alice") =>
    world.call({ route: `${method} /v1/me/preferences`, ...(body === undefined ? {} : { body }), as: as(who) });

  it("are what holds by itself until something is chosen, and then what was chosen", async () => {
    const nothing = {
      currency: "EUR",
      appearance: "system",
      notifications: { to_approve: true, received: true, failed: true },
      push_details: false,
      hide_balance: false,
    };
    expect((await preferences("GET")).body).toEqual(nothing);
    const chosen = {
      ...nothing,
      language: "fr",
      appearance: "dark",
      push_details: true,
      notifications: { ...nothing.notifications, received: false },
    };
    expect(await preferences("PUT", chosen)).toMatchObject({ status: 200, body: chosen });
    expect((await preferences("GET")).body).toEqual(chosen);
    expect((await preferences("GET", undefined, "bob")).body).toEqual(nothing);
    expect((await preferences("PUT", {})).body).toEqual(nothing);
    expect((await preferences("PUT", { language: "tlh" })).status).toBe(400);
  });
});
