import { type AttributeValue, QueryCommand } from "@aws-sdk/client-dynamodb";
import { epochMs, minuteMs } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";
import type { Entry, StatementRequest } from "../../core/ledger/ledger.ts";
import type { Page } from "../../core/page.ts";
import { type Item, text, textOf } from "./attributes.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import {
  type JournalEntry,
  pageEntries,
  pageKey,
  type PageKind,
  pageKinds,
  pageTime,
  tailEntry,
} from "./journal-item.ts";
import { readItems } from "./read-items.ts";
import { type LedgerReading, readShards, readWallet } from "./shards.ts";
import { patiently } from "./transact.ts";
import { transferOf } from "./transfer-item.ts";

/** So long after its time an entry may still come into a tail: a slow transaction, and two clocks that disagree. */
const latenessMs = minuteMs;
const latestMs = 10 ** 14;

/** A place in the order of a statement; ids break ties, so that it is the same for everybody. */
type Place = { readonly at: number; readonly id: string };

const isOlder = (left: Place, right: Place): boolean =>
  left.at === right.at ? left.id < right.id : left.at < right.at;

const newestFirst = (left: Place, right: Place): number => (isOlder(left, right) ? 1 : -1);

/** The pages of one kind of one item, read newest first by their first entries. `bound`: nothing unread is newer. */
type Stream = {
  readonly item: string;
  readonly kind: PageKind;
  /** The times of the pages that were read. */
  readonly read: number[];
  bound: number;
  next: Record<string, AttributeValue> | undefined;
};

/**
 * A wallet's journal: the tails first, then the pages of every kind and shard, merged by time. An entry that moves from a
 * tail to a page while this reads is seen in one of them at least, and shown once.
 */
export const readStatement = async (
  reading: LedgerReading,
  { wallet, page }: { readonly wallet: WalletId; readonly page: StatementRequest },
): Promise<Page<Entry>> => {
  const base = await readWallet(reading, wallet);
  if (base === undefined) return { items: [], cursor: undefined };
  const slots = [base, ...(await readShards(reading, base))];
  const from = placeOf(page);
  const found = new Map<string, JournalEntry>();
  const keep = (entries: readonly JournalEntry[]): void => {
    for (const entry of entries) if (isOlder(entry, from)) found.set(entry.id, entry);
  };
  slots.forEach(({ tail }) => keep(tail.map(tailEntry)));
  const streams = slots.flatMap(({ item }) =>
    pageKinds.map((kind): Stream => ({ item, kind, read: [], bound: Infinity, next: undefined })),
  );
  for (;;) {
    const bound = Math.max(...streams.map((stream) => stream.bound));
    const ready = [...found.values()].filter(({ at }) => at > bound).sort(newestFirst);
    if (ready.length > page.limit || bound === -Infinity) {
      const shown = ready.slice(0, page.limit);
      return { items: await readEntries(reading, wallet, shown), cursor: cursorAfter(shown, ready.length) };
    }
    const behind = streams.filter((stream) => stream.bound === bound);
    await Promise.all(behind.map(async (stream) => keep(await readOn(reading, stream, { from, limit: page.limit }))));
  }
};

const placeOf = ({ cursor, until }: StatementRequest): Place => {
  const held = cursor === undefined ? undefined : fromCursor(cursor, ["at", "id"]);
  if (held !== undefined) return { at: Number(held["at"]), id: held["id"] ?? "" };
  return { at: until === undefined ? latestMs : epochMs(until), id: "\uffff" };
};

const cursorAfter = (shown: readonly JournalEntry[], ready: number): string | undefined => {
  const last = shown.at(-1);
  if (last === undefined || ready === shown.length) return undefined;
  return toCursor({ at: String(last.at), id: last.id }, ["at", "id"]);
};

/** The next pages of a stream, strongly consistent. */
const readOn = async (
  { client, tables, pace }: LedgerReading,
  stream: Stream,
  { from, limit }: { readonly from: Place; readonly limit: number },
): Promise<readonly JournalEntry[]> => {
  const command = new QueryCommand({
    TableName: tables.journal,
    KeyConditionExpression: "wallet = :wallet AND #page BETWEEN :first AND :last",
    ExpressionAttributeNames: { "#page": "page" },
    ExpressionAttributeValues: {
      ":wallet": text(stream.item),
      ":first": text(pageKey(stream.kind, 0)),
      // After every page that begins in the same millisecond.
      ":last": text(`${pageKey(stream.kind, from.at)}$`),
    },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: 2 + Math.ceil(limit / 16),
    ...(stream.next === undefined ? {} : { ExclusiveStartKey: stream.next }),
  });
  const { Items = [], LastEvaluatedKey } = await patiently(pace, () => client.send(command));
  stream.read.push(...Items.map((item) => pageTime(textOf(item, "page"))));
  stream.next = LastEvaluatedKey;
  stream.bound = LastEvaluatedKey === undefined ? -Infinity : boundOf(stream);
  return Items.flatMap(pageEntries);
};

/**
 * A batch page is of one time. A tail page may begin with a late entry, and so be sorted below one that was written before
 * it, but by no more than the lateness: what is unread was written before every page that begins later than that, and
 * holds nothing newer than such a page's beginning, but for the lateness again.
 */
const boundOf = ({ kind, read }: Stream): number => {
  const last = Math.min(...read);
  if (kind === "batch") return last;
  return Math.min(...read.filter((at) => at > last + latenessMs)) + latenessMs;
};

const readEntries = async (
  reading: LedgerReading,
  wallet: WalletId,
  shown: readonly JournalEntry[],
): Promise<readonly Entry[]> => {
  const table = reading.tables.transfers;
  const records = await readItems(
    reading,
    shown.map(({ id }) => ({ table, id })),
  );
  return shown.map(({ id }) => {
    const record = records.get(id);
    if (record === undefined) throw new Error("The journal names a transfer that has no record.");
    return entryOf(record, wallet);
  });
};

const entryOf = (item: Item, wallet: WalletId): Entry => {
  const { id, debit, credit, amount, currency, code, ref } = transferOf(item);
  const [direction, other] = debit === wallet ? (["debit", credit] as const) : (["credit", debit] as const);
  return { transfer: id, direction, other, amount, currency, code, ref, postedAt: textOf(item, "postedAt") };
};
