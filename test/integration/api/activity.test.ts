import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";
import { bobOnX, type Paying, paying, payingIn } from "./paying.ts";

let world: ApiWorld;
let approvedAndSettled: Paying["approvedAndSettled"];

beforeAll(async () => {
  world = await startApiWorld();
  ({ approvedAndSettled } = payingIn(world));
});
afterAll(() => world.stop());

describe("the activity", () => {
  const list = async (query: Record<string, string>, who = "alice") =>
    (await world.call({ route: "GET /v1/activity", query, as: as(who) })).body as {
      data: { amount: number; direction: string; note?: string }[];
      next_cursor?: string;
    };

  it("is searched by side, time, amount and words, in whole pages or with a cursor", async () => {
    await approvedAndSettled(paying(701, bobOnX, { note: "Café with Élodie" }));
    await approvedAndSettled(paying(702, bobOnX, { note: "cinema" }));
    const amounts = async (query: Record<string, string>) => (await list(query)).data.map(({ amount }) => amount);
    expect(await amounts({ q: "cafe WITH elodie" })).toEqual([701]);
    expect(await amounts({ q: "@bob", min: "701", max: "702" })).toEqual([702, 701]);
    expect(await amounts({ direction: "credit" })).toEqual([10_000]);
    expect(await amounts({ direction: "debit", min: "702", max: "702" })).toEqual([702]);
    expect(await amounts({ q: "nobody ever" })).toEqual([]);
    expect(await amounts({ from: new Date(world.now()).toISOString() })).toEqual([702]);
    expect(await amounts({ to: "2026-11-24T13:00:00.001Z" })).toEqual([10_000]);
    expect((await list({ q: "@bob" }, "carol")).data).toEqual([]);
    const page = await list({ q: "seed", limit: "1" });
    expect(page.data).toEqual([]);
    expect(
      (await world.call({ route: "GET /v1/activity", query: { from: "yesterday" }, as: as("alice") })).status,
    ).toBe(400);
  });

  it("goes on where a page that a filter left short has ended", async () => {
    const found: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await list({ direction: "credit", limit: "1", ...(cursor ? { cursor } : {}) });
      found.push(...page.data.map(({ amount }) => amount));
      cursor = page.next_cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(found).toEqual([10_000]);
    expect(pages).toBeLessThan(20);
  });

  it("is summed up per day and per person", async () => {
    const query = { from: "2026-11-24T00:00:00.000Z", to: new Date(world.now() + 1).toISOString() };
    const { body, status } = await world.call({ route: "GET /v1/activity/summary", query, as: as("alice") });
    expect(status).toBe(200);
    const all = await list({ limit: "100" });
    const sum = (direction: string) =>
      all.data.filter((entry) => entry.direction === direction).reduce((total, { amount }) => total + amount, 0);
    const days = body["days"] as { day: string; debit: number; credit: number; times: number }[];
    expect(days.reduce((total, { debit }) => total + debit, 0)).toBe(sum("debit"));
    expect(days.reduce((total, { times }) => total + times, 0)).toBe(all.data.length);
    expect(body).toMatchObject({ complete: true, currency: "EUR", ...query });
    const people = body["people"] as { other: { name: string }; debit: number }[];
    expect(people.map(({ other }) => other.name)).toEqual(["Piaf", "Bob"]);
    expect(people[1]?.debit).toBe(sum("debit"));
  });

  it("names each payee of a payment to several by his own line", async () => {
    const carol = { channel: "x", user_id: "1400000000000000103", handle: "carol", name: "Carol" };
    const lines = [
      { payee: bobOnX, amount: 801 },
      { payee: carol, amount: 802 },
    ];
    await approvedAndSettled({ lines, currency: "EUR" });
    const { body } = await world.call({
      route: "GET /v1/activity",
      query: { min: "801", max: "802" },
      as: as("alice"),
    });
    const named = (body["data"] as { amount: number; other: { name: string } }[]).map(({ amount, other }) => [
      amount,
      other.name,
    ]);
    expect(named.sort()).toEqual([
      [801, "Bob"],
      [802, "Carol"],
    ]);
  });
});
