import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDynamoCloseBooks } from "../../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoCloseStore } from "../../../adapters/dynamodb/dynamo-close-store.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { dayMs, hourMs, minuteMs } from "../../../core/clock.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { type IntentId, personalWalletIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import type { CloseStore } from "../../../core/proof/close-store.ts";
import { dayRootHash, dayRootHolds } from "../../../core/proof/day-root.ts";
import { merkleRoot } from "../../../core/proof/merkle-tree.ts";
import { transferLeaf } from "../../../core/proof/transfer-record.ts";
import { close } from "../../../functions/clockwork/close.ts";
import type { CloseDeps } from "../../../functions/clockwork/close-deps.ts";
import { measureFindings } from "../../../functions/clockwork/measure.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { createRootSigner } from "../../support/root-signer.ts";
import { type Person, startWorld, type World } from "../consent/consent-world.ts";

/** Each test has a ledger of its own, at noon of 24 November 2026. */
let world: World;
let deps: CloseDeps;
let closes: CloseStore;
let lines: ReturnType<typeof createKeptLog>["lines"];
let alice: Person;
let bob: Person;
const first = "2026-11-24";
const second = "2026-11-25";

beforeEach(async () => {
  world = await startWorld();
  const { client, tableName, clock } = world;
  const kept = createKeptLog();
  lines = kept.lines;
  closes = createDynamoCloseStore({ client, table: tableName("Closes") });
  deps = {
    books: createDynamoCloseBooks({
      client,
      tables: { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") },
      pace: { sleep: async () => undefined, random: () => 0.5 },
    }),
    closes,
    signer: createRootSigner(),
    identityKeys: async () => [{ kid: "k1", kty: "EC" }],
    measure: measureFindings,
    stage: "test",
    clock,
    log: kept.log,
  };
  [alice, bob] = [await world.newPerson("alice", 10_000n), await world.newPerson("bob", 1n)];
});
afterEach(() => world.stop());

const metrics = vi.spyOn(console, "log");
// Powertools writes past `console` otherwise, and measures nothing while it is developed with.
beforeAll(() => void vi.stubEnv("POWERTOOLS_DEV", "true").stubEnv("POWERTOOLS_METRICS_DISABLED", "false"));
afterAll(() => {
  vi.unstubAllEnvs();
  metrics.mockRestore();
});

const plenty = () => 10 * minuteMs;
const run = (request: { day?: string } = {}, remainingMs = plenty) => close(request, deps, remainingMs);
const pay = async (cents: bigint, [payer, payee] = [alice, bob]): Promise<TransferId> => {
  const intent = await world.propose(payer, [[payee, cents]]);
  await world.deliver(await world.approve(intent, payer));
  expect(await world.stateOf(intent)).toEqual({ state: "settled" });
  return transferIdOf({ payer: payer.id, intent: intent.id as IntentId, line: 0 });
};
const nextMorning = () => world.wait(dayMs - 11 * hourMs);
const found = async (day: string) => (await closes.get(day))?.findings["EUR"];
const messages = () => lines.map(({ message }) => message);

const changeBalance = async (person: Person, by: number): Promise<void> => {
  await world.client.send(
    new UpdateItemCommand({
      TableName: world.tableName("Wallets"),
      Key: { id: { S: await personalWalletIdOf(person.id, EUR) } },
      UpdateExpression: "SET available = available + :by",
      ExpressionAttributeValues: { ":by": { N: String(by) } },
    }),
  );
};

describe("the close of a day", () => {
  it("explains every balance, and signs the root over exactly the day's transfers", async () => {
    const ids = [await pay(1_299n), await pay(50n), await pay(100n, [bob, alice])];
    nextMorning();
    await run();
    expect(await found(first)).toEqual({ wallets: 3, difference: 0n, unexplained: 0, unchecked: 0, sum: 0n });
    const { root } = (await closes.get(first))!;
    expect(root).toMatchObject({ v: 1, stage: "test", day: first, count: 5, previous: null });
    expect(await dayRootHolds(root, await deps.signer.publicKey())).toBe(true);
    const reader = createDynamoTransferReader({ client: world.client, table: world.tableName("Transfers") });
    const all = [...ids, "tr_fund1", "tr_fund2", "tr_fund3", "tr_fund4"];
    const records = (await Promise.all(all.map((id) => reader.get(id as TransferId)))).flatMap((one) => one ?? []);
    const sorted = records.sort((left, right) => (left.id < right.id ? -1 : 1));
    expect(sorted).toHaveLength(5);
    expect(toBase64Url(await merkleRoot(await Promise.all(sorted.map(transferLeaf))))).toBe(root.root);
  });

  it("is not made before a quarter of an hour after midnight, nor twice", async () => {
    await run();
    world.wait(12 * hourMs + 14 * minuteMs);
    await run();
    // On its first day ever there is yesterday to close.
    expect((await closes.last())?.root.day).toBe("2026-11-23");
    world.wait(minuteMs);
    await run();
    const closed = await closes.last();
    expect(closed?.root.day).toBe(first);
    await run();
    expect(await closes.last()).toEqual(closed);
    expect(messages().filter((message) => message === "day_closed")).toHaveLength(2);
  });

  it("chains the days, and goes on from the balances of the day before", async () => {
    await pay(100n);
    nextMorning();
    await run();
    await pay(200n);
    world.wait(dayMs);
    await run();
    const [before, after] = [await closes.get(first), await closes.get(second)];
    expect(after?.root).toMatchObject({ count: 1, previous: await dayRootHash(before!.root) });
    expect(await found(second)).toMatchObject({ wallets: 3, difference: 0n, unexplained: 0, sum: 0n });
  });

  it("catches up on days that were missed, an empty one among them", async () => {
    await pay(100n);
    nextMorning();
    await run();
    world.wait(2 * dayMs);
    await pay(200n);
    world.wait(dayMs);
    await run();
    expect((await closes.get(second))?.root.count).toBe(0);
    expect((await closes.get("2026-11-26"))?.root.count).toBe(0);
    expect((await closes.last())?.root).toMatchObject({ day: "2026-11-27", count: 1 });
    expect(messages().filter((message) => message === "wallet_unexplained")).toEqual([]);
  });

  it("counts what comes after midnight for the next day, and explains the balances all the same", async () => {
    await pay(100n);
    nextMorning();
    await pay(300n);
    await run();
    expect((await closes.get(first))?.root.count).toBe(3);
    expect(await found(first)).toMatchObject({ difference: 0n, unexplained: 0, unchecked: 0 });
    world.wait(dayMs);
    await run();
    expect((await closes.get(second))?.root.count).toBe(1);
    expect(await found(second)).toMatchObject({ difference: 0n, unexplained: 0 });
  });

  it("goes on where a run had no time left, and comes to the same root", async () => {
    for (const cents of [1n, 2n, 3n]) await pay(cents);
    nextMorning();
    let calls = 0;
    // Enough to begin with, then nothing: whatever has been read by then is kept.
    await run({}, () => ((calls += 1) < 4 ? 10 * minuteMs : 0));
    expect(messages()).toContain("close_continues");
    expect(await closes.get(first)).toBeUndefined();
    const kept = await closes.parts(first);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(4);
    await run();
    expect((await closes.get(first))?.root.count).toBe(5);
    expect(await found(first)).toMatchObject({ difference: 0n, unexplained: 0 });
    expect(await closes.parts(first)).toEqual([]);
  });

  it("comes out the same when it died before it was written", async () => {
    await pay(100n);
    nextMorning();
    const dying = { ...deps, closes: { ...closes, keep: () => Promise.reject(new Error("died")) } };
    await expect(close({}, dying, plenty)).rejects.toThrow("died");
    await run();
    expect(await found(first)).toMatchObject({ difference: 0n, unexplained: 0, sum: 0n });
    await pay(5n);
    world.wait(dayMs);
    await run();
    expect(await found(second)).toMatchObject({ difference: 0n, unexplained: 0, sum: 0n });
  });
});

describe("two runs at once", () => {
  it("close each day once and right, whoever of them gives up", async () => {
    for (const cents of [1n, 2n, 3n]) await pay(cents);
    nextMorning();
    const ends = await Promise.allSettled([run(), run(), run()]);
    // All may meet and give up; none ends in any other way.
    for (const end of ends) if (end.status === "rejected") expect(String(end.reason)).toMatch(/another run/i);
    // What a run that gave up has left is for the next one.
    await run();
    expect((await closes.get(first))?.root.count).toBe(5);
    await pay(4n);
    world.wait(dayMs);
    await run();
    expect(await found(second)).toMatchObject({ difference: 0n, unexplained: 0, sum: 0n });
  });

  it("of which one is late: what it knows of an earlier day replaces nothing", async () => {
    const wallet = await personalWalletIdOf(alice.id, EUR);
    const fold = (through: string, sum: bigint) => ({
      ...{ through, after: { sum, entries: 2 }, before: { sum: 0n, entries: 1 } },
    });
    await closes.keepFold(wallet, fold(second, 7n));
    await closes.keepFold(wallet, fold(first, 5n));
    expect((await closes.folds([wallet])).get(wallet)).toEqual(fold(second, 7n));
  });
});

describe("a closed day that is asked for again", () => {
  beforeEach(async () => {
    await pay(100n);
    nextMorning();
    await run();
  });

  it("agrees with what was closed, and nothing is written anew", async () => {
    const closed = await closes.get(first);
    await run({ day: first });
    expect(messages()).toContain("close_agrees");
    expect(await closes.get(first)).toEqual(closed);
  });

  it("does not, once a transfer has changed", async () => {
    const [payment] = [await personalWalletIdOf(alice.id, EUR)];
    const { transfers } = await deps.books.transfers({
      ...{ since: `${first}T00:00:00.000Z`, until: `${second}T00:00:00.000Z` },
      ...{ segment: 0, segments: 1, cursor: undefined },
    });
    const { id } = transfers.find(({ debit }) => debit === payment)!;
    const Key = { id: { S: id } };
    const TableName = world.tableName("Transfers");
    expect((await world.client.send(new GetItemCommand({ TableName, Key }))).Item?.["amount"]?.N).toBe("100");
    await world.client.send(
      new UpdateItemCommand({
        ...{ TableName, Key, UpdateExpression: "SET amount = :amount" },
        ExpressionAttributeValues: { ":amount": { N: "99" } },
      }),
    );
    await expect(run({ day: first })).rejects.toThrow(`The day ${first} is not as it was closed.`);
  });

  it("is none that is not over, nor one out of turn", async () => {
    await expect(run({ day: second })).rejects.toThrow("not the next to be closed");
    await expect(run({ day: "2026-11-01" })).rejects.toThrow("not the next to be closed");
  });
});

describe("a difference between balances and journal", () => {
  const measured = () =>
    metrics.mock.calls
      .map(([line]) => String(line))
      .filter((line) => line.includes('"UnexplainedDifference"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .at(-1);

  it("is found to the cent, named in the log and measured, and the day is closed all the same", async () => {
    await pay(100n);
    await changeBalance(bob, 7);
    nextMorning();
    await run();
    expect(await found(first)).toMatchObject({ difference: 7n, unexplained: 1, sum: 0n });
    const wallet = await personalWalletIdOf(bob.id, EUR);
    expect(lines.find(({ message }) => message === "wallet_unexplained")?.facts).toMatchObject({
      ...{ wallet, balance: "108", journal: "101" },
    });
    expect(measured()).toMatchObject({
      ...{ service: "clockwork", currency: "EUR", UnexplainedDifference: 7 },
      _aws: { CloudWatchMetrics: [{ Namespace: "Piaf", Dimensions: [["service", "currency"]] }] },
    });
  });

  it("that cancels itself out over two wallets is found in both", async () => {
    await pay(100n);
    await changeBalance(bob, 7);
    await changeBalance(alice, -7);
    nextMorning();
    await run();
    expect(await found(first)).toMatchObject({ difference: 14n, unexplained: 2 });
  });

  it("in a wallet that has moved since the close is found too", async () => {
    await pay(100n);
    nextMorning();
    await pay(20n);
    await changeBalance(bob, -1);
    await run();
    expect(await found(first)).toMatchObject({ difference: 1n, unexplained: 1 });
  });

  it("stays found in the closes that follow, until it is put right", async () => {
    await changeBalance(bob, 7);
    nextMorning();
    await run();
    world.wait(dayMs);
    await run();
    expect(await found(second)).toMatchObject({ difference: 7n });
    await changeBalance(bob, -7);
    world.wait(dayMs);
    await run();
    expect(await found("2026-11-26")).toMatchObject({ difference: 0n, unexplained: 0 });
  });

  it("is measured as 0 where there is none", async () => {
    await pay(100n);
    nextMorning();
    await run();
    expect(measured()).toMatchObject({ UnexplainedDifference: 0 });
  });
});
