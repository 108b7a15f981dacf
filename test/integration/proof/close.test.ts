import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { dayMs, hourMs, minuteMs } from "../../../core/clock.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { personalWalletIdOf, type TransferId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { dayRootHash, dayRootHolds } from "../../../core/proof/day-root.ts";
import { merkleRoot } from "../../../core/proof/merkle-tree.ts";
import { transferLeaf } from "../../../core/proof/transfer-record.ts";
import { close } from "../../../functions/clockwork/close.ts";
import { type CloseWorld, first, plenty, second, startCloseWorld } from "./close-world.ts";

/** Each test has a ledger of its own. */
let there: CloseWorld;
beforeEach(async () => {
  there = await startCloseWorld();
});
afterEach(() => there.world.stop());

describe("the close of a day", () => {
  it("explains every balance, and signs the root over exactly the day's transfers", async () => {
    const { world, deps, closes, alice, bob, run, pay, nextMorning, found } = there;
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
    const { world, closes, run, messages } = there;
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
    const { world, closes, run, pay, nextMorning, found } = there;
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
    const { world, closes, run, pay, nextMorning, messages } = there;
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
    const { world, closes, run, pay, nextMorning, found } = there;
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
    const { closes, run, pay, nextMorning, found, messages } = there;
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
    const { deps, world, closes, run, pay, nextMorning, found } = there;
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
    const { world, closes, run, pay, nextMorning, found } = there;
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
    const { closes, alice } = there;
    const wallet = await personalWalletIdOf(alice.id, EUR);
    const fold = (through: string, sum: bigint) => ({
      ...{ through, after: { sum, entries: 2 }, before: { sum: 0n, entries: 1 } },
    });
    await closes.keepFold(wallet, fold(second, 7n));
    await closes.keepFold(wallet, fold(first, 5n));
    expect((await closes.folds([wallet])).get(wallet)).toEqual(fold(second, 7n));
  });
});
