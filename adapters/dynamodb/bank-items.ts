import { gunzipSync, gzipSync } from "node:zlib";
import type { KeptClosing, KeptEntry, PayoutFile, ReceivedFile } from "../../core/bank/bank-books.ts";
import { integerOf, type Item, number, text, textOf } from "./attributes.ts";

/** A file of 256 KiB is a tenth of that, and fits into an item. */
const packed = (content: string): Item[string] => ({ B: gzipSync(content) });
const unpacked = (item: Item): string => gunzipSync(item["file"]?.B ?? new Uint8Array()).toString("utf8");

export const placeOf = (pk: string, sk: string): Item => ({ pk: text(pk), sk: text(sk) });

/** Bookings by the day on which the bank made them; and by their reference, so that one is found without its day. */
export const entryDay = (day: string): string => `entries#${day}`;
export const unmatchedPlace = "unmatched";
export const refusedPlace = "refused";
export const closingsPlace = "closings";
export const filesPlace = "payout-files";
export const unsentPlace = "payout-files-unsent";

export const entryItem = (place: Item, entry: KeptEntry): Item => ({
  ...place,
  ...{ amount: number(entry.amount), direction: text(entry.direction), bookedOn: text(entry.bookedOn) },
  ...{ reference: text(entry.reference), unmatched: { BOOL: entry.unmatched }, receivedAt: text(entry.receivedAt) },
  remittance: { L: entry.remittance.map(text) },
  ...(entry.endToEndId === undefined ? {} : { endToEndId: text(entry.endToEndId) }),
  ...(entry.other === undefined ? {} : { other: text(entry.other) }),
});

export const entryOf = (item: Item): KeptEntry => ({
  ...{ reference: textOf(item, "reference"), amount: integerOf(item, "amount"), bookedOn: textOf(item, "bookedOn") },
  direction: textOf(item, "direction") as KeptEntry["direction"],
  ...{ unmatched: item["unmatched"]?.BOOL === true, receivedAt: textOf(item, "receivedAt") },
  remittance: (item["remittance"]?.L ?? []).map(({ S = "" }) => S),
  ...(item["endToEndId"] ? { endToEndId: textOf(item, "endToEndId") } : {}),
  ...(item["other"] ? { other: textOf(item, "other") } : {}),
});

export const receivedItem = (place: Item, file: ReceivedFile): Item => ({
  ...place,
  ...{ id: text(file.id), file: packed(file.text), receivedAt: text(file.receivedAt) },
  ...(file.refused === undefined ? {} : { refused: text(file.refused) }),
});

export const receivedOf = (item: Item): ReceivedFile => ({
  ...{ id: textOf(item, "id"), text: unpacked(item), receivedAt: textOf(item, "receivedAt") },
  ...(item["refused"] ? { refused: textOf(item, "refused") } : {}),
});

export const closingItem = ({ day, amount, receivedAt }: KeptClosing): Item => ({
  ...placeOf(closingsPlace, day),
  ...{ amount: number(amount), receivedAt: text(receivedAt) },
});
export const closingOf = (item: Item): KeptClosing => ({
  ...{ day: textOf(item, "sk"), receivedAt: textOf(item, "receivedAt") },
  amount: integerOf(item, "amount"),
});

type Unsent = Omit<PayoutFile, "payouts">;

export const payoutFileItem = (place: Item, { messageId, text: content, createdAt }: Unsent): Item => ({
  ...place,
  ...{ messageId: text(messageId), file: packed(content), createdAt: text(createdAt) },
});
export const payoutFileOf = (item: Item): Unsent => ({
  ...{ messageId: textOf(item, "messageId"), text: unpacked(item), createdAt: textOf(item, "createdAt") },
});
