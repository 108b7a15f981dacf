import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { hourMs, instant } from "../../../core/clock.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Ledger, Transfer, TransferKind, WalletSettings } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { createModelLedger, type ModelLedger } from "./model-ledger.ts";

let engine: EngineUnderTest;
let runs = 0;
/** All that a posting was ever answered. */
const outcomes = new Set<string>();
beforeAll(async () => {
  engine = await engines.find(({ name }) => name === "the simulation")!.start();
});

/** The kernel and what the commands have asked of it so far. */
type Real = {
  readonly ledger: Ledger;
  readonly wallets: readonly WalletId[];
  readonly asked: Transfer[];
  readonly clock: () => number;
  readonly wait: (milliseconds: number) => void;
};

type Command = fc.AsyncCommand<ModelLedger, Real>;

const command = (name: string, run: Command["run"]): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const [walletCount, funding, nobody] = [5, 0, 5];
/** Mostly a wallet that there is, now and then one that nobody has opened. */
const wallet = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 0, max: walletCount - 1 }) },
  { weight: 1, arbitrary: fc.constant(nobody) },
);
const amount = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 50 }).map(BigInt) },
  { weight: 2, arbitrary: fc.integer({ min: 50, max: 300 }).map(BigInt) },
  { weight: 1, arbitrary: fc.constantFrom(0n, -1n, 10n ** 15n + 1n) },
);

/** A transfer as drawn: numbers stand for wallets, and for what was asked before. */
type Drawn = {
  readonly debit: number;
  /** So many wallets after the debited one. */
  readonly further: number;
  readonly amount: bigint;
  readonly type: "plain" | "pending" | "post_pending" | "void_pending" | "reversal";
  readonly hours: number;
  readonly of: number;
  /** Refers to anything, whether that makes sense or not. */
  readonly strays: boolean;
  /** What is left of what it refers to, all of it, or a little more. */
  readonly share: "some" | "all" | "more";
};

const drawn = fc.record<Drawn>({
  ...{ debit: wallet, amount, of: fc.nat(), hours: fc.integer({ min: 0, max: 100 }) },
  further: fc.nat(40).map((roll) => (roll === 0 ? 0 : 1 + (roll % (walletCount - 1)))),
  type: fc.constantFrom("plain", "plain", "plain", "pending", "pending", "post_pending", "void_pending", "reversal"),
  strays: fc.nat(9).map((roll) => roll === 0),
  share: fc.constantFrom("some", "all", "more"),
});

const build = (real: Real, { type, of, hours, strays, share, further, ...sides }: Drawn): Transfer => {
  const id = `tr_${runs}_${real.asked.length}` as TransferId;
  const walletAt = (index: number): WalletId => real.wallets[index] ?? (`wal_${runs}_${nobody}` as WalletId);
  const plain: Transfer = {
    ...{
      id,
      version: 1,
      debit: walletAt(sides.debit),
      credit: walletAt((sides.debit + further) % walletCount),
      amount: sides.amount,
    },
    ...{ currency: EUR, code: "payment", ref: `pi_${id}` },
  };
  const isBack = type === "reversal";
  const fitting = real.asked.filter(({ kind }) => strays || (kind?.type === "pending") !== isBack);
  const original = fitting[of % Math.max(1, fitting.length)];
  if (type === "plain" || original === undefined) return plain;
  if (type === "pending") return { ...plain, kind: { type, timeoutAt: instant(real.clock() + hours * hourMs) } };
  const kind: TransferKind = isBack ? { type, original: original.id } : { type, pending: original.id };
  const [debit, credit] = isBack ? [original.credit, original.debit] : [original.debit, original.credit];
  const shares = { some: original.amount / 2n + 1n, all: original.amount, more: original.amount + 1n };
  return { ...plain, debit, credit, amount: type === "void_pending" ? original.amount : shares[share], kind };
};

const bothPost = async (model: ModelLedger, real: Real, transfers: readonly Transfer[]): Promise<void> => {
  real.asked.push(...transfers);
  const [first, ...others] = transfers;
  const expected = model.post(transfers);
  outcomes.add("reason" in expected ? expected.reason : expected.status);
  expect(await real.ledger.post([{ transfers: [first!, ...others] }])).toEqual([expected]);
};

const posting = fc.array(drawn, { minLength: 1, maxLength: 3 }).map((all) =>
  command(
    `post(${all.map(({ type, debit, further, amount: of }) => `${type} ${debit}→+${further} ${of}`).join(", ")})`,
    async (model, real) => {
      const transfers: Transfer[] = [];
      for (const one of all) {
        const built = build(real, one);
        transfers.push({ ...built, id: `${built.id}_${transfers.length}` as TransferId });
      }
      await bothPost(model, real, transfers);
    },
  ),
);

/** What was asked before comes again: the same, as a new version, or with another amount under the same id. */
const repeating = fc
  .record({ of: fc.nat(40), version: fc.nat(1), more: fc.constantFrom(0n, 0n, 1n) })
  .map(({ of, version, more }) =>
    command(`again(${of}, version +${version}, amount +${more})`, async (model, real) => {
      const before = real.asked[of % Math.max(1, real.asked.length)];
      if (before === undefined) return;
      await bothPost(model, real, [{ ...before, version: before.version + version, amount: before.amount + more }]);
    }),
  );

const settings = fc.oneof(
  fc.constantFrom<WalletSettings[]>(
    { state: "open" },
    { state: "open" },
    { state: "frozen" },
    { state: "frozen_debits" },
  ),
  fc.constantFrom<WalletSettings[]>(
    { state: "closed" },
    { ceiling: 200n },
    { ceiling: null },
    { floor: -50n },
    { floor: 0n },
  ),
);
const configuring = fc
  .record({ index: fc.integer({ min: 1, max: walletCount }), change: settings })
  .map(({ index, change }) =>
    command(`configure(${index}, ${Object.entries(change).join(" ")})`, async (model, real) => {
      const id = real.wallets[index] ?? (`wal_${runs}_${nobody}` as WalletId);
      const expected = model.configure(id, change);
      expect(await real.ledger.configure(id, change)).toEqual(expected);
    }),
  );

const waiting = fc
  .integer({ min: 1, max: 40 })
  .map((hours) => command(`wait(${hours} h)`, async (_model, real) => real.wait(hours * hourMs)));

/** Everything that can be read is as the model has it. */
const look = command("look", async (model, { ledger, wallets }) => {
  for (const id of wallets) {
    const { available, held } = model.wallet(id)!;
    expect(await ledger.balance(id)).toEqual({ wallet: id, currency: EUR, available, pending: held });
    const entries = model
      .posted()
      .filter(({ debit, credit, kind }) => (debit === id || credit === id) && kind?.type !== "pending")
      .filter(({ kind }) => kind?.type !== "void_pending");
    const { items } = await ledger.statement(id, { limit: 100 });
    expect(items.map(({ transfer }) => transfer).sort()).toEqual(entries.map((entry) => entry.id).sort());
  }
});

/** Four wallets with 100 each, the last with a limit a day, and funding. */
const start = async (): Promise<{ readonly model: ModelLedger; readonly real: Real }> => {
  runs += 1;
  const { client, tableName, pace } = engine;
  let aheadMs = 0;
  const clock = () => engine.clock() + aheadMs;
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  const ledger = createDynamoLedger({ client, tables, clock, pace });
  const wallets = Array.from({ length: walletCount }, (_none, index) => `wal_${runs}_${index}` as WalletId);
  const model = createModelLedger(clock);
  const real: Real = { ledger, wallets, asked: [], clock, wait: (milliseconds) => void (aheadMs += milliseconds) };
  const kindOf = (index: number) => (index === funding ? "system" : "personal");
  await ledger.open(wallets.map((id, index) => ({ id, kind: kindOf(index), currency: EUR, owner: "hol_test" })));
  wallets.forEach((id, index) => model.open(id, index === funding));
  const limited = wallets.at(-1)!;
  await ledger.configure(limited, { limits: { timeZone: "UTC", day: 80n } });
  model.limit(limited, 80n);
  for (const [index] of wallets.slice(1).entries()) {
    const plain = { type: "plain", of: 0, hours: 0, strays: false, share: "all" } as const;
    await bothPost(model, real, [build(real, { ...plain, debit: funding, further: index + 1, amount: 100n })]);
  }
  return { model, real };
};

it(
  "the kernel does what a ledger in memory does, whatever it is asked in whatever order (invariants 1 to 4, 9)",
  { timeout: 60_000 },
  async () => {
    const commands = fc.commands(
      [posting, posting, posting, posting, repeating, configuring, waiting, fc.constant(look)],
      {
        maxCommands: 100,
        size: "+1",
      },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const { model, real } = await start();
        await fc.asyncModelRun(() => ({ model, real }), all);
        await fc.asyncModelRun(() => ({ model, real }), [look]);
      }),
      { numRuns: 300 },
    );
    // Nothing was left out: the rarest of them is met about twenty times.
    expect([...outcomes]).toEqual(
      expect.arrayContaining([
        ...["posted", "already_posted", "amount_invalid", "same_wallet", "wallet_unknown", "wallet_frozen"],
        ...["insufficient_funds", "day_limit_exceeded", "ceiling_exceeded", "pending_unknown", "pending_resolved"],
        ...["pending_expired", "exceeds_pending", "original_unknown", "exceeds_original", "transfer_mismatch"],
        "version_refused",
      ]),
    );
  },
);
