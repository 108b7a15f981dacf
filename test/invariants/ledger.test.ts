import { beforeEach, expect, it } from "vitest";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import type { Ledger, PostOutcome, Transfer } from "../../core/ledger/ledger.ts";
import { weathers } from "../../local/simulation/weather.ts";
import { startSimulation } from "../bank/simulation-world.ts";
import { ledgerWorkbench } from "../contract/ledger/ledger-workbench.ts";
import { engines } from "../support/engines.ts";

/** The kernel on the simulation, without weather: what holds here is what it promises by itself. */
let ledgers: readonly Ledger[];
const { available, funded, open, post, transfer } = ledgerWorkbench(() => ({
  ledger: ledgers[0]!,
  clock: () => 0,
  wait: () => undefined,
}));

beforeEach(async () => {
  const { client, tableName, clock, pace } = await engines.find(({ name }) => name === "the simulation")!.start();
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  ledgers = Array.from({ length: 5 }, () => createDynamoLedger({ client, tables, clock, pace }));
});

const postBy = (index: number, one: Transfer): Promise<PostOutcome | undefined> =>
  ledgers[index % ledgers.length]!.post([{ transfers: [one] }]).then(([outcome]) => outcome);

const sum = (amounts: readonly (bigint | undefined)[]): bigint =>
  amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);

it("1: all wallets of a currency sum up to zero, system wallets included", async () => {
  const [alice, bob] = [await funded(10_000n), await funded(10_000n)];
  const wallets = [alice.id, alice.funding, bob.id, bob.funding];
  const payments = Array.from({ length: 8 }, (_none, index) =>
    transfer({ debit: alice.id, credit: bob.id, amount: BigInt(1 + index) }),
  );
  await Promise.all(payments.map((payment, index) => postBy(index, payment)));
  expect(sum(await Promise.all(wallets.map(available)))).toBe(0n);
});

it("2: no guarded wallet is below zero, whoever debits it at once", async () => {
  const [alice, bob] = [await funded(1_000n), await open()];
  const debits = Array.from({ length: 40 }, () => transfer({ debit: alice.id, credit: bob, amount: 70n }));
  const outcomes = await Promise.all(debits.map((debit, index) => postBy(index, debit)));
  expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(14);
  expect([await available(alice.id), await available(bob)]).toEqual([20n, 980n]);
});

it("3: each balance is the fold of its journal, however long it is", async () => {
  const [alice, bob] = [await funded(10_000n), await open()];
  for (let amount = 1n; amount <= 60n; amount += 1n) await post(transfer({ debit: alice.id, credit: bob, amount }));
  for (const wallet of [alice.id, bob]) {
    const { items } = await ledgers[0]!.statement(wallet, { limit: 100 });
    const fold = sum(items.map(({ direction, amount }) => (direction === "debit" ? -amount : amount)));
    expect(fold).toBe(await available(wallet));
  }
});

it("4: an id is posted once, however often and late it comes, and a refused id stays refused", async () => {
  const [alice, bob] = [await funded(100n), await open()];
  const tooMuch = transfer({ debit: alice.id, credit: bob, amount: 500n });
  const refusal = { status: "refused", reason: "insufficient_funds" };
  expect(await post(tooMuch)).toEqual(refusal);
  await post(transfer({ debit: alice.funding, credit: alice.id, amount: 1_000n }));
  expect(await post(tooMuch)).toEqual(refusal);
  const once = transfer({ debit: alice.id, credit: bob, amount: 40n });
  const outcomes = await Promise.all(Array.from({ length: 30 }, (_none, index) => postBy(index, once)));
  expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(1);
  expect(await post(once)).toEqual({ status: "already_posted" });
  expect(await available(bob)).toBe(40n);
});

it("9: a linked group is posted whole or not at all, and never said to be posted when half of it is", async () => {
  const [alice, bob, carol] = [await funded(100n), await open(), await open()];
  const pair = () =>
    [
      transfer({ debit: alice.id, credit: bob, amount: 20n }),
      transfer({ debit: alice.id, credit: carol, amount: 90n }),
    ] as const;
  expect(await post(...pair())).toEqual({ status: "refused", reason: "insufficient_funds" });
  expect([await available(bob), await available(carol)]).toEqual([0n, 0n]);
  const [first, second] = pair();
  await post(first);
  expect(await post(first, second)).toEqual({ status: "refused", reason: "transfer_mismatch" });
  expect([await available(bob), await available(carol)]).toEqual([20n, 0n]);
});

it("12: a balance never goes back in time, not even for a moment, though replicas are two seconds behind", async () => {
  const { calm } = weathers;
  const weather = { ...calm, requests: { ...calm.requests, lagMs: 2_000 } };
  const { client, tables, time } = await startSimulation({ seed: "1", weather });
  ledgers = [createDynamoLedger({ client, tables, clock: time.clock, pace: { sleep: time.sleep, random: () => 0.5 } })];
  const seen: bigint[] = [];
  const reads = async (): Promise<void> => {
    const [alice, bob] = [await funded(10_000n), await open()];
    for (let paid = 1n; paid <= 40n; paid += 1n) {
      await post(transfer({ debit: alice.id, credit: bob, amount: 1n }));
      seen.push((await available(bob)) ?? 0n);
    }
  };
  await time.finish(reads());
  expect(seen).toEqual(Array.from({ length: 40 }, (_none, index) => BigInt(index + 1)));
});
