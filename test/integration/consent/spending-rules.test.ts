import { afterAll, beforeAll, expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../../core/clock.ts";
import { personalWalletIdOf } from "../../../core/ids.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld, type World } from "./consent-world.ts";

const rules = {
  ...defaultLimitRules,
  levels: { ...defaultLimitRules.levels, unverified: defaultLimitRules.levels.full },
  pace: { minute: 3, hour: 20 },
};
let world: World;
beforeAll(async () => {
  world = await startWorld({ rules });
});
afterAll(async () => {
  const { client, tableName, stop } = world;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
  await stop();
});

const people = async () => [await world.newPerson("alice", 100_000n), await world.newPerson("bob", 1n)] as const;

const pay = async (payer: Person, payee: Person, cents: bigint) => {
  const intent = await world.propose(payer, [[payee, cents]]);
  await world.deliver(await world.approve(intent, payer));
  return world.stateOf(intent);
};
const paid = { state: "settled" };
const refused = (reason: string) => ({ state: "failed", reason });

it("a payment above what one may move is refused, and nothing moves; its lines to one payee count as one", async () => {
  const [alice, bob] = await people();
  expect(await pay(alice, bob, 25_001n)).toEqual(refused("payment_limit_exceeded"));
  const parts = await world.propose(alice, [
    [bob, 12_500n],
    [bob, 12_501n],
  ]);
  await world.deliver(await world.approve(parts, alice));
  expect(await world.stateOf(parts)).toEqual(refused("payment_limit_exceeded"));
  expect(await world.balance(alice)).toBe(100_000n);
});

it("a first large payment waits, and passes as a new version when its time is over", async () => {
  const [alice, bob] = await people();
  expect(await pay(alice, bob, 10_000n)).toEqual(paid);
  const large = await world.propose(alice, [[bob, 10_001n]]);
  const consent = await world.approve(large, alice);
  await world.deliver(consent, consent);
  expect(await world.stateOf(large)).toEqual(refused("cooling_off"));
  world.wait(rules.coolingOff.forMs - secondMs);
  expect(await pay(alice, bob, 10_001n)).toEqual(refused("cooling_off"));
  world.wait(secondMs);
  const again = await world.sign({ ...world.termsFor(large, alice), version: 2 }, alice);
  await world.carry(large, again);
  await world.deliver(again);
  expect(await world.stateOf(large)).toMatchObject(paid);
  // Whom one knows large payments of needs no wait; anybody else does.
  expect(await pay(alice, bob, 15_000n)).toEqual(paid);
  expect(await pay(alice, await world.newPerson("carol", 1n), 10_001n)).toEqual(refused("cooling_off"));
});

it("one payee gets no more within an hour than two payments may move", async () => {
  const [alice, bob] = await people();
  await pay(alice, bob, 25_000n);
  world.wait(rules.coolingOff.forMs);
  expect([await pay(alice, bob, 25_000n), await pay(alice, bob, 25_000n)]).toEqual([paid, paid]);
  expect(await pay(alice, bob, 1n)).toEqual(refused("payee_limit_exceeded"));
  expect(await pay(alice, await world.newPerson("carol", 1n), 1n)).toEqual(paid);
  world.wait(hourMs + 1);
  expect(await pay(alice, bob, 1n)).toEqual(paid);
});

it("the same holds for who has no wallet yet, whatever waits for him in how many escrows", async () => {
  const [alice] = await people();
  const [dave, erin] = [await world.stranger("dave"), await world.stranger("erin")];
  const waits = { state: "held_for_claim" };
  const few = rules.coolingOff.aboveMinor;
  for (let times = 0; times < 4; times += 1) {
    expect(await pay(alice, dave, few)).toMatchObject(waits);
    world.wait(minuteMs);
  }
  const twice = await Promise.all([dave, dave].map((to) => world.propose(alice, [[to, few]])));
  await world.deliver(...(await Promise.all(twice.map((intent) => world.approve(intent, alice)))));
  expect(await Promise.all(twice.map(world.stateOf))).toMatchObject([waits, refused("payee_limit_exceeded")]);
  expect(await pay(alice, erin, few)).toMatchObject(waits);
  expect(await pay(alice, erin, 1n)).toMatchObject(waits);
  expect(await pay(alice, erin, 1n)).toEqual(refused("pace_exceeded"));
});

it("payments in a row are too many at once, in one delivery as in several", async () => {
  const [alice, bob] = await people();
  for (const cents of [1n, 2n]) expect(await pay(alice, bob, cents)).toEqual(paid);
  const more = await Promise.all([3n, 4n].map((cents) => world.propose(alice, [[bob, cents]])));
  const consents = await Promise.all(more.map((intent) => world.approve(intent, alice)));
  await world.deliver(...consents);
  expect(await Promise.all(more.map(world.stateOf))).toEqual([paid, refused("pace_exceeded")]);
  // What was paid stays paid when it is delivered again.
  await world.deliver(...consents);
  expect(await Promise.all(more.map(world.stateOf))).toEqual([paid, refused("pace_exceeded")]);
  world.wait(minuteMs);
  expect(await pay(alice, bob, 5n)).toEqual(paid);
});

it("the history has what has gone into pages, of a tail and of a batch", async () => {
  const [alice, bob] = await people();
  const [wallet, to] = await Promise.all([alice, bob].map(({ id }) => personalWalletIdOf(id, EUR)));
  const start = world.clock();
  const lines = Array.from({ length: 12 }, () => [bob, 1n] as const);
  const batch = await world.propose(alice, lines);
  await world.deliver(await world.approve(batch, alice));
  for (let index = 0; index < 18; index += 1) {
    world.wait(minuteMs / 2);
    expect(await pay(alice, bob, 2n)).toEqual(paid);
  }
  const paidSince = async (of: typeof wallet, from: number) => (await world.deps.spending.since(of!, from)).payments();
  const history = await paidSince(wallet, start);
  expect(history).toHaveLength(30);
  expect(history.reduce((sum, { amount }) => sum + amount, 0n)).toBe(48n);
  expect(new Set(history.map((spent) => spent.wallet))).toEqual(new Set([to]));
  expect(await paidSince(wallet, world.clock() - 1)).toHaveLength(1);
  expect(await paidSince(to, start)).toEqual([]);
});
