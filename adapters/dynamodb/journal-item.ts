import type { AttributeValue, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { fromBase32, toBase32, utf8 } from "../../core/encoding.ts";
import type { TransferId } from "../../core/ids.ts";
import { type Item, text, textOf } from "./attributes.ts";

/** An entry of a wallet's journal: what was posted, and when (milliseconds since 1970). The transfer's record has the rest. */
export type JournalEntry = { readonly id: TransferId; readonly at: number };

/**
 * Two kinds of page. A tail page holds what had gathered in a wallet's tail, each entry with its time; the pages of one
 * tail follow each other. A batch page holds the many entries of one transaction, all of one time.
 */
export const pageKinds = ["tail", "batch"] as const;
export type PageKind = (typeof pageKinds)[number];

const prefixes: Record<PageKind, string> = { tail: "t#", batch: "b#" };

/** The sort key of pages whose first entry is of `at`: sorts as text in the order of time. */
export const pageKey = (kind: PageKind, at: number): string => prefixes[kind] + at.toString().padStart(15, "0");

/** The derived part of an id in bytes: 130 bits, and six that are zero. */
const idLength = 17;
const timeLength = 6;
const idPrefix = "tr_";

/** An id as derived takes 17 bytes; any other is kept as it is written, and told apart by its length. */
const idBytes = (id: TransferId): Uint8Array => {
  const derived = id.length === idPrefix.length + 26 ? fromBase32(id.slice(idPrefix.length)) : undefined;
  if (derived !== undefined && id.startsWith(idPrefix)) return derived;
  return utf8(id.length === idLength ? `${id}\0` : id);
};

const idOf = (bytes: Uint8Array): TransferId =>
  (bytes.length === idLength
    ? idPrefix + toBase32(bytes, 26)
    : new TextDecoder().decode(bytes).replace("\0", "")) as TransferId;

/** An entry of a tail: the time in six bytes, then the id. */
export const tailElement = ({ id, at }: JournalEntry): AttributeValue => {
  const held = idBytes(id);
  const bytes = new Uint8Array(timeLength + held.length);
  new DataView(bytes.buffer).setUint16(0, Math.floor(at / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, at % 2 ** 32);
  bytes.set(held, timeLength);
  return { B: bytes };
};

export const tailEntry = (element: AttributeValue): JournalEntry => ({
  id: idOf(bytesOf(element).subarray(timeLength)),
  at: tailTime(element),
});

/** When it came in, without the work of reading which it is. */
export const tailTime = (element: AttributeValue): number => {
  const bytes = bytesOf(element);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2);
};

const bytesOf = ({ B: bytes }: AttributeValue): Uint8Array => {
  if (bytes === undefined) throw new TypeError("An entry of a tail is no bytes.");
  return bytes;
};

/** `item` is the wallet's own item, or one of its shards. */
const putPage = (
  table: string,
  page: { readonly item: string; readonly key: string; readonly ids: AttributeValue[] },
) => ({
  Put: {
    TableName: table,
    Item: { wallet: text(page.item), page: text(page.key), ids: { L: page.ids } },
  },
});

/** What one transaction does to a wallet at once: below 1 KB for the 49 entries of a full batch. */
export const batchPage = (
  table: string,
  { item, ids, at }: { readonly item: string; readonly ids: readonly TransferId[]; readonly at: number },
): TransactWriteItem =>
  putPage(table, {
    item,
    key: `${pageKey("batch", at)}#${ids[0] ?? ""}`,
    ids: ids.map((id) => ({ B: idBytes(id) })),
  });

/** What a tail held until now. */
export const tailPage = (
  table: string,
  { item, tail }: { readonly item: string; readonly tail: readonly AttributeValue[] },
): TransactWriteItem => {
  const entries = tail.map(tailEntry);
  const first = entries.reduce((least, entry) => (entry.at < least.at ? entry : least));
  return putPage(table, { item, key: `${pageKey("tail", first.at)}#${first.id}`, ids: [...tail] });
};

/** Where a page's first entry stands in time. */
export const pageTime = (key: string): number => Number(key.split("#")[1]);

export const pageEntries = (item: Item): readonly JournalEntry[] => {
  const key = textOf(item, "page");
  const ids = item["ids"]?.L ?? [];
  if (key.startsWith(prefixes.tail)) return ids.map(tailEntry);
  const at = pageTime(key);
  return ids.flatMap(({ B: bytes }) => (bytes === undefined ? [] : [{ id: idOf(bytes), at }]));
};
