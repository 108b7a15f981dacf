import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, epochMs, hourMs, instant } from "../../../core/clock.ts";
import { personalWalletIdOf } from "../../../core/ids.ts";
import { localDates } from "../../../core/ledger/local-dates.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Member, type RightsWorld, startRightsWorld } from "./rights-world.ts";

let world: RightsWorld;
let alice: Member;
let bob: Member;
const zones = ["Europe/Paris", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "UTC"];

/** A history of a hundred payments over four months, at any hour. */
beforeAll(async () => {
  world = await startRightsWorld();
  [alice, bob] = [await world.newMember("alice", 500_000n), await world.newMember("bob", 500_000n)];
  const steps = fc.sample(
    fc.record({
      hours: fc.integer({ min: 0, max: 72 }),
      cents: fc.integer({ min: 1, max: 3_000 }),
      there: fc.boolean(),
    }),
    120,
  );
  for (const { hours, cents, there } of steps) {
    world.wait(hours * hourMs + 1);
    await (there ? world.pay(alice, bob, BigInt(cents)) : world.pay(bob, alice, BigInt(cents)));
  }
  world.wait(dayMs);
}, 120_000);
afterAll(async () => {
  const { client, tableName } = world;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
  await world.stop();
});

const liveIn = async (timeZone: string): Promise<void> => {
  await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { limits: { timeZone } });
};
const months = (timeZone: string): readonly string[] => {
  const now = localDates(timeZone, world.clock()).month;
  const all = ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06"];
  return all.filter((month) => month <= now);
};

describe("the statement of a month", () => {
  it("opens with what the one before closes with, and holds all that moved between, wherever one lives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...zones), async (timeZone) => {
        await liveIn(timeZone);
        let before = 0;
        const seen: string[] = [];
        for (const month of months(timeZone)) {
          const { opening, closing, data, from, to } = await world.statement(alice, month);
          expect(opening).toBe(before);
          const moved = data.reduce(
            (sum, { direction, amount }) => sum + (direction === "credit" ? amount : -amount),
            0,
          );
          expect(opening + moved).toBe(closing);
          for (const { posted_at } of data) {
            expect(localDates(timeZone, epochMs(posted_at)).month).toBe(month);
            expect(posted_at >= from && posted_at < to).toBe(true);
          }
          seen.push(...data.map(({ transfer }) => transfer));
          before = closing;
        }
        expect(before).toBe(Number(await world.balance(alice)));
        expect(new Set(seen).size).toBe(121);
      }),
      { numRuns: zones.length },
    );
  });

  it("of a month that is not over ends a minute ago, and of one that is to come there is none", async () => {
    await liveIn("UTC");
    const now = localDates("UTC", world.clock()).month;
    expect((await world.statement(alice, now)).to).toBe(instant(world.clock() - 60_000));
    const get = (month: string) => world.call(alice, "GET /v1/me/statements/{month}", { params: { month } });
    expect((await get("2040-01")).status).toBe(404);
    expect((await get("2026-13")).status).toBe(400);
  });

  it("goes on in nobody's but the caller's own", async () => {
    const { wallet, name: _name, data: _data, next_cursor: _next, ...frame } = await world.statement(bob, "2026-11");
    const cursor = Buffer.from(JSON.stringify({ frame: { ...frame, wallet }, cursor: "" })).toString("base64url");
    const answer = await world.call(alice, "GET /v1/me/statements/{month}", {
      params: { month: "2026-11" },
      query: { cursor },
    });
    expect(answer.body).toMatchObject({ code: "bad_request", param: "cursor" });
  });
});
