import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { balanceAt } from "../../../core/ledger/balance-at.ts";
import { weathers } from "../../../local/simulation/weather.ts";
import { type FamousWallet, startFamousWallet } from "./famous-wallet.ts";

/** A wallet that many pay at once, on AWS as the simulation models it: windows of conflict, budgets of partitions. */
let world: FamousWallet;

const shardsOf = async (): Promise<number> => {
  const { client, tables, famous, time } = world;
  const command = new GetItemCommand({ TableName: tables.wallets, Key: { id: { S: famous } }, ConsistentRead: true });
  return Number((await time.finish(client.send(command))).Item?.["shards"]?.N);
};

/** Every writer plays its rounds one after the other, all writers at once. */
const playAll = async (rounds: Awaited<ReturnType<FamousWallet["roundsOf"]>>): Promise<number> => {
  const { time, ledgers, untilDone } = world;
  const counts = await time.finish(
    Promise.all(
      rounds.map(async (own, writer) => {
        let posted = 0;
        for (const round of own) posted += await untilDone(ledgers[writer]!, round);
        return posted;
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

/** Invariants 1 and 3: what is in the wallet is the fold of its journal, and all money together is none. */
const expectBooksToHold = async (paid: number): Promise<void> => {
  const { time, ledger, famous, funding, payers } = world;
  const total = BigInt(paid);
  expect((await time.finish(ledger.balance(famous)))?.available).toBe(total);
  expect(await time.finish(balanceAt(ledger, famous))).toEqual({ total, entries: paid });
  const all = await time.finish(Promise.all([famous, funding, ...payers].map((id) => ledger.balance(id))));
  expect(all.reduce((sum, balance) => sum + (balance?.available ?? 0n), 0n)).toBe(0n);
};

describe("ten writers with full batches", () => {
  beforeEach(async () => {
    world = await startFamousWallet({ writers: 10, payersEach: 49, seed: 1 });
  });

  it("credit one wallet faster than 2,000 a second, at less than 6.2 write units each with their evidence", async () => {
    const [first, rounds] = [await world.roundsOf(3), await world.roundsOf(12)];
    // The wallet becomes famous.
    expect(await playAll(first)).toBe(1_470);
    expect(await shardsOf()).toBeGreaterThan(1);
    world.meters.reset();
    const beganMs = world.time.now();
    const posted = await playAll(rounds);
    expect(posted).toBe(5_880);
    expect(posted / ((world.time.now() - beganMs) / 1_000)).toBeGreaterThan(2_000);
    expect(world.meters.writeUnits() / posted + 1).toBeLessThan(6.2);
    await expectBooksToHold(1_470 + posted);
  });

  it("lose and double nothing in a storm (invariants 1 to 4)", async () => {
    world = await startFamousWallet({ writers: 4, payersEach: 25, seed: 2, weather: weathers.storm });
    const posted = await playAll(await world.roundsOf(6));
    expect(posted).toBe(600);
    await expectBooksToHold(posted);
  });
});

describe("a wallet whose money lies in shards", () => {
  beforeEach(async () => {
    world = await startFamousWallet({ writers: 10, payersEach: 49, seed: 3 });
    await playAll(await world.roundsOf(4));
    expect(await shardsOf()).toBeGreaterThan(1);
  });

  it("can spend all of it, to the cent, and no cent more (invariant 2)", async () => {
    const { time, ledger, famous, payers, payment } = world;
    const payOut = async (amount: bigint) => {
      const group = await payment({ debit: famous, credit: payers[0]!, amount });
      return (await time.finish(ledger.post([group])))[0];
    };
    expect(await payOut(1_961n)).toEqual({ status: "refused", reason: "insufficient_funds" });
    expect(await payOut(1_500n)).toEqual({ status: "posted" });
    expect(await payOut(461n)).toEqual({ status: "refused", reason: "insufficient_funds" });
    expect(await payOut(460n)).toEqual({ status: "posted" });
    expect((await time.finish(ledger.balance(famous)))?.available).toBe(0n);
    expect(await time.finish(ledger.configure(famous, { state: "closed" }))).toEqual({ status: "configured" });
  });

  it("pays while it is paid, and its balance never shows money between two places (invariant 12)", async () => {
    const { time, ledgers, ledger, famous, payers, payment, roundsOf, untilDone } = world;
    const rounds = await roundsOf(4);
    const debits = await Promise.all(
      Array.from({ length: 30 }, () => payment({ debit: famous, credit: payers[0]!, amount: 60n })),
    );
    const seen: bigint[] = [];
    const [paidIn, paidOut] = await time.finish(
      Promise.all([
        Promise.all(rounds.map((own, writer) => untilDone(ledgers[writer]!, own.flat()))),
        (async () => {
          let posted = 0;
          for (const debit of debits) {
            seen.push((await ledger.balance(famous))?.available ?? 0n);
            posted += await untilDone(ledger, [debit]);
          }
          return posted;
        })(),
      ]),
    );
    const credits = paidIn.reduce((sum, count) => sum + count, 0);
    expect([credits, paidOut]).toEqual([1_960, 30]);
    // Money that a draining has on its way would be missing here: what was there at first covers all that is paid out.
    seen.forEach((available, index) => expect(available).toBeGreaterThanOrEqual(1_960n - 60n * BigInt(index)));
    expect((await time.finish(ledger.balance(famous)))?.available).toBe(1_960n + 1_960n - 1_800n);
    expect((await time.finish(balanceAt(ledger, famous))).total).toBe(2_120n);
  });

  it("is frozen under fire, and takes nothing from then on", async () => {
    const { time, ledgers, ledger, famous, roundsOf } = world;
    const rounds = await roundsOf(4);
    let frozenAt = Infinity;
    const outcomes = await time.finish(
      Promise.all([
        ...rounds.map(async (own, writer) => {
          const ends = [];
          for (const round of own) {
            const beganAt = time.now();
            const posted = (await ledgers[writer]!.post(round)).filter(({ status }) => status === "posted").length;
            ends.push({ beganAt, posted });
          }
          return ends;
        }),
        ledger.configure(famous, { state: "frozen" }).then(() => {
          frozenAt = time.now();
          return [];
        }),
      ]),
    );
    expect(frozenAt).toBeLessThan(Infinity);
    const later = outcomes.flat().filter(({ beganAt }) => beganAt >= frozenAt);
    expect(later.length).toBeGreaterThan(0);
    for (const { posted } of later) expect(posted).toBe(0);
    const before = outcomes.flat().reduce((sum, { posted }) => sum + posted, 0);
    expect((await time.finish(ledger.balance(famous)))?.available).toBe(1_960n + BigInt(before));
  });

  it("has no ceiling, since shards cannot keep one", async () => {
    const { time, ledger, famous } = world;
    const outcome = await time.finish(ledger.configure(famous, { ceiling: 5_000n }));
    expect(outcome).toEqual({ status: "refused", reason: "wallet_sharded" });
  });
});
