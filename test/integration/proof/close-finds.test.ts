import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { dayMs } from "../../../core/clock.ts";
import { personalWalletIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type CloseWorld, first, second, startCloseWorld } from "./close-world.ts";

/** Each test has a ledger of its own. */
let there: CloseWorld;
beforeEach(async () => {
  there = await startCloseWorld();
});
afterEach(() => there.world.stop());

const metrics = vi.spyOn(console, "log");
// Powertools writes past `console` otherwise, and measures nothing while it is developed with.
beforeAll(() => void vi.stubEnv("POWERTOOLS_DEV", "true").stubEnv("POWERTOOLS_METRICS_DISABLED", "false"));
afterAll(() => {
  vi.unstubAllEnvs();
  metrics.mockRestore();
});

describe("a closed day that is asked for again", () => {
  beforeEach(async () => {
    const { pay, nextMorning, run } = there;
    await pay(100n);
    nextMorning();
    await run();
  });

  it("agrees with what was closed, and nothing is written anew", async () => {
    const { closes, run, messages } = there;
    const closed = await closes.get(first);
    await run({ day: first });
    expect(messages()).toContain("close_agrees");
    expect(await closes.get(first)).toEqual(closed);
  });

  it("does not, once a transfer has changed", async () => {
    const { world, deps, alice, run } = there;
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
    const { run } = there;
    await expect(run({ day: second })).rejects.toThrow("not the next to be closed");
    await expect(run({ day: "2026-11-01" })).rejects.toThrow("not the next to be closed");
  });
});

describe("a difference between balances and journal", () => {
  const measured = (name: string) =>
    metrics.mock.calls
      .map(([line]) => String(line))
      .filter((line) => line.includes(`"${name}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .at(-1);

  it("is found to the cent, named in the log and measured, and the day is closed all the same", async () => {
    const { lines, bob, run, pay, changeBalance, nextMorning, found } = there;
    await pay(100n);
    await changeBalance(bob, 7);
    nextMorning();
    await run();
    expect(await found(first)).toMatchObject({ difference: 7n, unexplained: 1, sum: 0n });
    const wallet = await personalWalletIdOf(bob.id, EUR);
    expect(lines.find(({ message }) => message === "wallet_unexplained")?.facts).toMatchObject({
      ...{ wallet, balance: "108", journal: "101" },
    });
    expect(measured("UnexplainedDifference")).toMatchObject({
      ...{ service: "clockwork", currency: "EUR", UnexplainedDifference: 7 },
      _aws: { CloudWatchMetrics: [{ Namespace: "Piaf", Dimensions: [["service", "currency"]] }] },
    });
  });

  it("that cancels itself out over two wallets is found in both", async () => {
    const { alice, bob, run, pay, changeBalance, nextMorning, found } = there;
    await pay(100n);
    await changeBalance(bob, 7);
    await changeBalance(alice, -7);
    nextMorning();
    await run();
    expect(await found(first)).toMatchObject({ difference: 14n, unexplained: 2 });
  });

  it("in a wallet that has moved since the close is found too", async () => {
    const { bob, run, pay, changeBalance, nextMorning, found } = there;
    await pay(100n);
    nextMorning();
    await pay(20n);
    await changeBalance(bob, -1);
    await run();
    expect(await found(first)).toMatchObject({ difference: 1n, unexplained: 1 });
  });

  it("stays found in the closes that follow, until it is put right", async () => {
    const { world, bob, run, changeBalance, nextMorning, found } = there;
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

  it("is none where a wallet has shards, and is found in one of them to the cent", async () => {
    const { world, bob, run, pay, changeBalance, nextMorning, found } = there;
    await world.spread(bob, 4);
    for (const cents of [100n, 20n, 3n]) await pay(cents);
    const Key = { id: { S: await personalWalletIdOf(bob.id, EUR) } };
    const own = await world.client.send(new GetItemCommand({ TableName: world.tableName("Wallets"), Key }));
    // What came in lies in the shards.
    expect(BigInt(own.Item?.["available"]?.N ?? 0)).toBeLessThan(124n);
    nextMorning();
    await run();
    expect(await found(first)).toMatchObject({ wallets: 3, difference: 0n, unexplained: 0, unchecked: 0, sum: 0n });
    await pay(5n);
    await changeBalance(bob, 7, "#3");
    world.wait(dayMs);
    await run();
    expect(await found(second)).toMatchObject({ difference: 7n, unexplained: 1, sum: 0n });
  });

  it("is measured as 0 where there is none, and that there was a close", async () => {
    const { run, pay, nextMorning } = there;
    await pay(100n);
    nextMorning();
    await run();
    expect(measured("UnexplainedDifference")).toMatchObject({ UnexplainedDifference: 0 });
    expect(measured("DayClosed")).toMatchObject({
      ...{ service: "clockwork", DayClosed: 1 },
      _aws: { CloudWatchMetrics: [{ Namespace: "Piaf", Dimensions: [["service"]] }] },
    });
  });
});
