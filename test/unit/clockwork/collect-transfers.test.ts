import { expect, it } from "vitest";
import type { Books } from "../../../core/proof/books.ts";
import type { ClosingPart } from "../../../core/proof/close-store.ts";
import { collectTransfers } from "../../../functions/clockwork/collect-transfers.ts";

const day = "2026-11-24";
const window = { since: `${day}T00:00:00.000Z`, until: "2026-11-25T00:00:00.000Z" };
const pageSize = 700;

/** 5,000 transfers in four segments, served in pages. */
const transferOf = (number: number) => ({
  ...{ id: `tr_${number}`, version: 1, debit: "wal_a", credit: "wal_b", amount: 1, currency: "EUR" },
  ...{ code: "payment", ref: "pi_1", posted_at: `${day}T12:00:00.000Z` },
});
const all = Array.from({ length: 5_000 }, (_, number) => transferOf(number));

const booksWith = (read: () => void): Pick<Books, "transfers"> => ({
  transfers: async ({ segment, segments, cursor }) => {
    read();
    const own = all.filter((_, number) => number % segments === segment);
    const from = Number(cursor ?? 0);
    const next = from + pageSize;
    return { transfers: own.slice(from, next), cursor: next < own.length ? String(next) : undefined };
  },
});

const createParts = (mayKeep: () => boolean) => {
  const parts: ClosingPart[] = [];
  return {
    parts: async () => parts,
    keepPart: async (_run: string, part: ClosingPart) => {
      if (!mayKeep()) throw new Error("died");
      parts.push(JSON.parse(JSON.stringify(part)) as ClosingPart);
      return "kept" as const;
    },
  };
};

const collect = (closes: ReturnType<typeof createParts>, hasTime: () => boolean, read: () => void = () => undefined) =>
  collectTransfers({ run: day, day, window }, { books: booksWith(read) as Books, closes, hasTime });

const ids = (rows: Awaited<ReturnType<typeof collect>>) => rows?.map(({ id }) => id).sort();
const expected = all.map(({ id }) => id).sort();

it("keeps what it has read in items of at most 1,000 rows", async () => {
  const closes = createParts(() => true);
  expect(ids(await collect(closes, () => true))).toEqual(expected);
  const sizes = (await closes.parts()).map(({ rows }) => rows.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5_000);
});

it("ends after any number of runs, however little time each has, and reads no kept page again", async () => {
  const closes = createParts(() => true);
  let reads = 0;
  let runs = 0;
  let rows: Awaited<ReturnType<typeof collect>>;
  while (rows === undefined && runs < 20) {
    runs += 1;
    let pages = 0;
    rows = await collect(
      closes,
      () => (pages += 1) <= 3,
      () => (reads += 1),
    );
  }
  expect(ids(rows)).toEqual(expected);
  expect(reads).toBe(8);
  expect(runs).toBeGreaterThan(2);
});

it("comes to the same when it dies at any write", async () => {
  for (let writes = 0; writes < 8; writes += 1) {
    let left = writes;
    const closes = createParts(() => (left -= 1) >= 0);
    await expect(collect(closes, () => true)).rejects.toThrow("died");
    left = Infinity;
    expect(ids(await collect(closes, () => true)), `dying at write ${writes}`).toEqual(expected);
  }
});
