import fc from "fast-check";
import { expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { secondMs } from "../../../core/clock.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Entry } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { engines } from "../../support/engines.ts";

const [funding, bob] = ["wal_funding", "wal_bob"] as [WalletId, WalletId];

/** After a while so many transfers are posted in one group, under a time that is so late. */
type Step = { readonly afterMs: number; readonly lateMs?: number; readonly count?: number };

const play = async (steps: readonly Step[]) => {
  const { client, pace, tableName } = await engines.find(({ name }) => name === "the simulation")!.start();
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  let [now, lateMs, count] = [Date.parse("2026-11-24T12:00:00.000Z"), 0, 0];
  const ledger = createDynamoLedger({ client, tables, pace, clock: () => now - lateMs });
  await ledger.open([
    { id: funding, kind: "system", currency: EUR, owner: "funding" },
    { id: bob, kind: "personal", currency: EUR, owner: "hol_bob" },
  ]);
  for (const step of steps) {
    now += step.afterMs;
    lateMs = step.lateMs ?? 0;
    const [first, ...others] = Array.from({ length: step.count ?? 1 }, () => ({
      ...{ id: `tr_${(count += 1)}` as TransferId, version: 1, debit: funding, credit: bob, amount: 1n },
      ...{ currency: EUR, code: "top_up" as const, ref: "seed" },
    }));
    expect(await ledger.post([{ transfers: [first!, ...others] }])).toEqual([{ status: "posted" }]);
  }
  return { ledger, count };
};

const expectWholeInOrder = async ({ ledger, count }: Awaited<ReturnType<typeof play>>, limit: number) => {
  const entries: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.statement(bob, { limit, cursor });
    entries.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(entries).toHaveLength(count);
  expect(entries).toEqual([...entries].sort((left, right) => (isNewer(left, right) ? -1 : 1)));
};

const isNewer = (left: Entry, right: Entry): boolean =>
  left.postedAt === right.postedAt ? left.transfer > right.transfer : left.postedAt > right.postedAt;

it("a statement is in order and whole, though instances disagree about the time and transactions come late", async () => {
  const step = fc.record({
    afterMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 200 * secondMs })),
    lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 * secondMs })),
    count: fc.constantFrom(1, 1, 1, 9, 12),
  });
  const steps = fc.array(step, { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(3, 10), async (all, limit) => expectWholeInOrder(await play(all), limit)),
    { numRuns: 6 },
  );
});

it("a page that begins with a late entry, and so is sorted below those before it, is read in its place", async () => {
  const many = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);
  const world = await play([
    ...many(48, { afterMs: 20 }),
    // The first entry of the fourth page is older than all of the three before it.
    { afterMs: 20, lateMs: 10 * secondMs },
    ...many(15, { afterMs: 30 * secondMs }),
    // The fifth begins before the fourth ends.
    { afterMs: 20, lateMs: 100 },
    ...many(16, { afterMs: 20 }),
  ]);
  await expectWholeInOrder(world, 1);
});
