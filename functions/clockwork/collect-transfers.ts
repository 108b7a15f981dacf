import type { Books, TimeWindow } from "../../core/proof/books.ts";
import type { ClosingPart, ClosingRow, CloseStore } from "../../core/proof/close-store.ts";
import { toBase64Url } from "../../core/encoding.ts";
import { dayOf, transferLeaf, type TransferRecord } from "../../core/proof/transfer-record.ts";

/** Read side by side. Fixed, since what one run has read of a segment another goes on with. */
const segments = 4;

/** A part is one item of at most 400 kB; a row takes about 220 bytes. */
const rowsPerPart = 1_000;

export type Collecting = {
  readonly books: Books;
  readonly closes: Pick<CloseStore, "parts" | "keepPart">;
  /** Whether there is time for another page. */
  readonly hasTime: () => boolean;
};

/**
 * All transfers of the window, those of `day` with their leaves; undefined when the time was too short. What has been read
 * is kept by then, so that the next run with the same name goes on behind it.
 */
export const collectTransfers = async (
  { run, day, window }: { readonly run: string; readonly day: string; readonly window: TimeWindow },
  deps: Collecting,
): Promise<readonly ClosingRow[] | undefined> => {
  const kept = await deps.closes.parts(run);
  const bySegment = await Promise.all(
    Array.from({ length: segments }, (_, segment) => {
      const before = kept.filter((part) => part.segment === segment);
      return collectSegment({ run, day, window, segment, before }, deps);
    }),
  );
  const parts = bySegment.flat();
  if (parts.filter(({ done }) => done).length < segments) return undefined;
  return [...new Map(parts.flatMap(({ rows }) => rows.map((row) => [row.id, row] as const))).values()];
};

type Segment = {
  readonly run: string;
  readonly day: string;
  readonly window: TimeWindow;
  readonly segment: number;
  readonly before: readonly ClosingPart[];
};

const collectSegment = async (
  { run, day, window, segment, before }: Segment,
  { books, closes, hasTime }: Collecting,
): Promise<readonly ClosingPart[]> => {
  const parts = [...before].sort((left, right) => left.number - right.number);
  let { cursor, done } = parts.at(-1) ?? { cursor: undefined, done: false };
  let from = cursor;
  let rows: readonly ClosingRow[] = [];
  const keep = async (): Promise<void> => {
    for (const part of partsOf(rows, { segment, number: parts.length, from, cursor, done })) {
      if ((await closes.keepPart(run, part)) === "taken") throw new Error(`Another run closes ${day} at this moment.`);
      parts.push(part);
    }
    [from, rows] = [cursor, []];
  };
  while (!done && hasTime()) {
    const page = await books.transfers({ ...window, segment, segments, cursor });
    rows = [...rows, ...(await Promise.all(page.transfers.map((transfer) => rowOf(transfer, day))))];
    cursor = page.cursor;
    done = cursor === undefined;
    if (done || rows.length >= rowsPerPart) await keep();
  }
  // However little a run has come on, the next one begins there: also through years that hold nothing of the day.
  if (cursor !== from) await keep();
  return parts;
};

/** Until all of what was read is kept, the parts lead back to `from`: a row that is read twice counts once. */
const partsOf = (
  rows: readonly ClosingRow[],
  { segment, number, from, cursor, done }: Omit<ClosingPart, "rows"> & { readonly from: string | undefined },
): readonly ClosingPart[] => {
  const count = Math.max(1, Math.ceil(rows.length / rowsPerPart));
  return Array.from({ length: count }, (_, index) => ({
    segment,
    number: number + index,
    rows: rows.slice(index * rowsPerPart, (index + 1) * rowsPerPart),
    ...(index === count - 1 ? { cursor, done } : { cursor: from, done: false }),
  }));
};

const rowOf = async (transfer: TransferRecord, day: string): Promise<ClosingRow> => {
  const { id, debit, credit, amount, currency } = transfer;
  const leaf = dayOf(transfer.posted_at) === day ? toBase64Url(await transferLeaf(transfer)) : undefined;
  return { id, leaf, debit, credit, amount, currency };
};
