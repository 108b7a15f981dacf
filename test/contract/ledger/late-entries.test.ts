import fc from "fast-check";
import { expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { secondMs } from "../../../core/clock.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Entry } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { engines } from "../../support/engines.ts";

const [funding, bob] = ["wal_funding", "wal_bob"] as [WalletId, WalletId];

it("a statement is in order and whole, though instances disagree about the time and transactions come late", async () => {
  const step = fc.record({
    afterMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 200 * secondMs })),
    lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 * secondMs })),
    count: fc.constantFrom(1, 1, 1, 9, 12),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 60 }),
      fc.constantFrom(1, 3, 10),
      async (steps, limit) => {
        const engine = await engines.find(({ name }) => name === "the simulation")!.start();
        let now = Date.parse("2026-11-24T12:00:00.000Z");
        let lateMs = 0;
        const { client, pace, tableName } = engine;
        const tables = {
          wallets: tableName("Wallets"),
          transfers: tableName("Transfers"),
          journal: tableName("Journal"),
        };
        const ledger = createDynamoLedger({ client, tables, pace, clock: () => now - lateMs });
        await ledger.open([
          { id: funding, kind: "system", currency: EUR, owner: "funding" },
          { id: bob, kind: "personal", currency: EUR, owner: "hol_bob" },
        ]);
        let count = 0;
        for (const one of steps) {
          now += one.afterMs;
          lateMs = one.lateMs;
          const [first, ...others] = Array.from({ length: one.count }, () => ({
            ...{ id: `tr_${(count += 1)}` as TransferId, version: 1, debit: funding, credit: bob, amount: 1n },
            ...{ currency: EUR, code: "top_up" as const, ref: "seed" },
          }));
          expect(await ledger.post([{ transfers: [first!, ...others] }])).toEqual([{ status: "posted" }]);
        }
        const entries: Entry[] = [];
        let cursor: string | undefined;
        do {
          const page = await ledger.statement(bob, { limit, cursor });
          entries.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        expect(entries).toHaveLength(count);
        expect(entries).toEqual([...entries].sort((left, right) => (isNewer(left, right) ? -1 : 1)));
      },
    ),
    { numRuns: 15 },
  );
});

const isNewer = (left: Entry, right: Entry): boolean =>
  left.postedAt === right.postedAt ? left.transfer > right.transfer : left.postedAt > right.postedAt;
