import { type Item, isEqualItem, keyText } from "./attribute-value.ts";
import { createSortedEntries, type Entry, type SortedEntries } from "./sorted-entries.ts";
import type { IndexShape } from "./table-shape.ts";

/** What the change of an item does to an index: the entry that goes, the one that comes; the same place: a replacement. */
export type IndexChange = { readonly before: Entry | undefined; readonly after: Entry | undefined };

export type SecondaryIndex = {
  readonly shape: IndexShape;
  /** Undefined where the index does not see the change. */
  readonly changeOf: (change: ItemChange) => IndexChange | undefined;
  /** Makes a change that becomes visible after a while; changes become visible in the order in which they are made. */
  readonly apply: (change: IndexChange, when: { readonly nowMs: number; readonly lagMs: number }) => void;
  readonly entriesAt: (nowMs: number) => SortedEntries;
};

export type ItemChange = { readonly id: string; readonly before: Item | undefined; readonly after: Item | undefined };

/** An item without the whole key of an index is not in it (a sparse index). */
const entryOf = ({ keys, attributes }: IndexShape, id: string, item: Item | undefined): Entry | undefined => {
  const partition = item?.[keys.partition.name];
  const sort = keys.sort && item?.[keys.sort.name];
  if (item === undefined || partition === undefined || (keys.sort !== undefined && sort === undefined))
    return undefined;
  return {
    partition: keyText(partition),
    sort,
    id,
    item: attributes === undefined ? item : projected(item, attributes),
  };
};

const projected = (item: Item, attributes: ReadonlySet<string>): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => attributes.has(name)));

export const createSecondaryIndex = (shape: IndexShape): SecondaryIndex => {
  const entries = createSortedEntries();
  const waiting: { readonly change: IndexChange; readonly visibleAtMs: number }[] = [];
  const show = ({ before, after }: IndexChange): void => {
    if (before !== undefined) entries.remove(before);
    if (after !== undefined) entries.put(after);
  };
  const showUntil = (nowMs: number): void => {
    if (waiting.length === 0) return;
    const hidden = waiting.findIndex(({ visibleAtMs }) => visibleAtMs > nowMs);
    for (const { change } of waiting.splice(0, hidden < 0 ? waiting.length : hidden)) show(change);
  };
  return {
    shape,
    changeOf: ({ id, before, after }) => {
      const [old, fresh] = [entryOf(shape, id, before), entryOf(shape, id, after)];
      const isSame = old !== undefined && fresh !== undefined && isEqualItem(old.item, fresh.item);
      return (old ?? fresh) === undefined || isSame ? undefined : { before: old, after: fresh };
    },
    apply: (change, { nowMs, lagMs }) => {
      showUntil(nowMs);
      const earliest = waiting.at(-1)?.visibleAtMs ?? 0;
      const visibleAtMs = Math.max(earliest, nowMs + lagMs);
      if (visibleAtMs <= nowMs) show(change);
      else waiting.push({ change, visibleAtMs });
    },
    entriesAt: (nowMs) => {
      showUntil(nowMs);
      return entries;
    },
  };
};
