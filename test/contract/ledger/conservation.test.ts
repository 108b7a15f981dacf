import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Ledger, NewWallet, PostOutcome, Transfer, TransferGroup } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { startTables, type Tables } from "../../support/tables.ts";

let tables: Tables;
let ledger: Ledger;
let run = 0;

beforeAll(async () => {
  tables = await startTables();
  ledger = createDynamoLedger({
    client: tables.client,
    tables: {
      wallets: tables.tableName("Wallets"),
      transfers: tables.tableName("Transfers"),
      journal: tables.tableName("Journal"),
    },
    clock: Date.now,
    pace: { sleep: async () => undefined, random: () => 0 },
  });
});
afterAll(() => tables.stop());

const [funding, guarded] = [0, [1, 2, 3]];
type Step = { readonly from: number; readonly to: number; readonly amount: number };

const step = fc
  .record({
    from: fc.integer({ min: 0, max: 3 }),
    to: fc.integer({ min: 0, max: 3 }),
    amount: fc.integer({ min: 1, max: 60 }),
  })
  .filter(({ from, to }) => from !== to);
const groups = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

/** Wallets 0 (funding, may be below zero) to 3, new for every run. */
const openWallets = async (): Promise<readonly NewWallet[]> => {
  run += 1;
  const wallets = [funding, ...guarded].map((index): NewWallet => ({
    id: `wal_${run}_${index}` as WalletId,
    kind: index === funding ? "system" : "personal",
    currency: EUR,
    owner: "test",
  }));
  await ledger.open(wallets);
  return wallets;
};

const groupOf = (
  wallets: readonly NewWallet[],
  { steps, index }: { steps: readonly Step[]; index: number },
): TransferGroup => ({
  transfers: steps.map(({ from, to, amount }, line): Transfer => ({
    id: `tr_${run}_${index}_${line}` as TransferId,
    version: 1,
    debit: wallets[from]!.id,
    credit: wallets[to]!.id,
    amount: BigInt(amount),
    currency: EUR,
    code: "payment",
    ref: "pi_1",
  })) as [Transfer, ...Transfer[]],
});

/** What the journal holds of a wallet, folded. */
const fold = async (wallet: WalletId): Promise<bigint> => {
  const { items } = await ledger.statement(wallet, { limit: 100 });
  return items.reduce((sum, { direction, amount }) => sum + (direction === "debit" ? -amount : amount), 0n);
};

it("loses and makes no cent, whatever is posted at once and however often (invariants 1 to 4, 9)", async () => {
  await fc.assert(
    fc.asyncProperty(groups, async (program) => {
      const wallets = await openWallets();
      const all = program.map((steps, index) => groupOf(wallets, { steps, index }));
      const outcomes = await Promise.all(all.flatMap((group) => [ledger.post([group]), ledger.post([group])]));

      const ends = all.map((_group, index) => [outcomes[2 * index]![0]!, outcomes[2 * index + 1]![0]!] as const);
      const isPosted = ({ status }: PostOutcome): boolean => status !== "refused";
      for (const [one, other] of ends) {
        expect(isPosted(one)).toBe(isPosted(other));
        expect([one, other].filter(({ status }) => status === "posted").length).toBe(isPosted(one) ? 1 : 0);
      }
      const posted = all.filter((_group, index) => isPosted(ends[index]![0])).flatMap(({ transfers }) => transfers);
      const moved = (wallet: WalletId): bigint =>
        posted.reduce(
          (sum, { debit, credit, amount }) =>
            sum + (credit === wallet ? amount : 0n) - (debit === wallet ? amount : 0n),
          0n,
        );
      const balances = await Promise.all(wallets.map(async ({ id }) => (await ledger.balance(id))!.available));
      expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
      expect(balances).toEqual(wallets.map(({ id }) => moved(id)));
      expect(balances).toEqual(await Promise.all(wallets.map(({ id }) => fold(id))));
      for (const index of guarded) expect(balances[index]).toBeGreaterThanOrEqual(0n);
    }),
    { numRuns: 25 },
  );
});
