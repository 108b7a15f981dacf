import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Item, compareValues } from "./attribute-value.ts";

/** An item at its place: `id` is its identity in the table, and decides among equal sort keys. */
export type Entry = {
  readonly partition: string;
  readonly sort: AttributeValue | undefined;
  readonly id: string;
  readonly item: Item;
};
export type Place = Pick<Entry, "sort" | "id">;

/** The items of a table or an index by partition, in the order of the sort key. */
export type SortedEntries = {
  readonly put: (entry: Entry) => void;
  readonly remove: (entry: Entry) => void;
  readonly partition: (text: string) => readonly Entry[];
  readonly all: () => Iterable<readonly Entry[]>;
};

const comparePlaces = (one: Place, other: Place): number => {
  const order = one.sort && other.sort ? (compareValues(one.sort, other.sort) ?? 0) : 0;
  if (order !== 0) return order;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
};

/** How many entries stand before the place. */
export const countBefore = (entries: readonly Place[], place: Place): number => {
  let [from, to] = [0, entries.length];
  const last = entries.at(-1);
  // What is written usually is the newest.
  if (last !== undefined && comparePlaces(last, place) < 0) return entries.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (comparePlaces(entries[middle] as Place, place) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
};

export const createSortedEntries = (): SortedEntries => {
  const partitions = new Map<string, Entry[]>();
  const none: readonly Entry[] = [];
  return {
    put: (entry) => {
      const entries = partitions.get(entry.partition);
      if (entries === undefined) return void partitions.set(entry.partition, [entry]);
      const at = countBefore(entries, entry);
      const isThere = entries[at] !== undefined && comparePlaces(entries[at], entry) === 0;
      if (isThere) entries[at] = entry;
      else entries.splice(at, 0, entry);
    },
    remove: (entry) => {
      const entries = partitions.get(entry.partition);
      if (entries === undefined) return;
      const at = countBefore(entries, entry);
      if (entries[at] !== undefined && comparePlaces(entries[at], entry) === 0) entries.splice(at, 1);
      if (entries.length === 0) partitions.delete(entry.partition);
    },
    partition: (text) => partitions.get(text) ?? none,
    all: () => partitions.values(),
  };
};
