import { type Item, keyText } from "./attribute-value.ts";
import { type ChangeStream, createChangeStream } from "./change-stream.ts";
import type { EngineModel } from "./engine-model.ts";
import { type PartitionBudgets, createPartitionBudgets } from "./partition-budgets.ts";
import { type ItemChange, type SecondaryIndex, createSecondaryIndex } from "./secondary-index.ts";
import { type SortedEntries, createSortedEntries } from "./sorted-entries.ts";
import { keyOf, type TableShape } from "./table-shape.ts";

/** An item, and what stood there before its last change: a reader that lags may still see it. */
type Row = { readonly item: Item | undefined; readonly previous: Item | undefined; readonly changedAtMs: number };

/** Read and write budgets of the partitions of a table or of an index. */
type Budgets = { readonly writes: PartitionBudgets; readonly reads: PartitionBudgets };

export type StoredTable = {
  readonly shape: TableShape;
  readonly indexes: readonly SecondaryIndex[];
  readonly stream: ChangeStream | undefined;
  /** Identities of the items that a transaction holds. */
  readonly held: Set<string>;
  readonly budgets: Budgets;
  readonly indexBudgets: ReadonlyMap<SecondaryIndex, Budgets>;
  readonly item: (id: string) => Item | undefined;
  /** As a replica sees it that is behind: as it was before a change after the given moment. */
  readonly itemBefore: (id: string, momentMs: number) => Item | undefined;
  /** The identities of the items that exist, in no particular order. */
  readonly ids: () => Iterable<string>;
  /** Another number whenever an item has come or gone. */
  readonly generation: () => number;
  /** Of a table with a sort key. */
  readonly entries: SortedEntries | undefined;
  readonly write: (change: ItemChange, at: { readonly nowMs: number; readonly epochMs: number }) => void;
};

export const partitionOf = ({ shape }: StoredTable, item: Item): string => {
  const value = item[shape.keys.partition.name];
  return value === undefined ? "" : keyText(value);
};

const budgetsOf = (model: EngineModel): Budgets => {
  const { burstSeconds } = model;
  return {
    writes: createPartitionBudgets({ unitsPerSecond: model.writeUnitsPerSecond, burstSeconds }),
    reads: createPartitionBudgets({ unitsPerSecond: model.readUnitsPerSecond, burstSeconds }),
  };
};

const arnOf = (table: string): string =>
  `arn:aws:dynamodb:eu-west-3:000000000000:table/${table}/stream/2026-01-01T00:00:00.000`;

/** An empty table. `lagMs` draws how far an index is behind when a change is made. */
export const createStoredTable = (
  shape: TableShape,
  { model, lagMs }: { readonly model: EngineModel; readonly lagMs: () => number },
): StoredTable => {
  const rows = new Map<string, Row>();
  const entries = shape.keys.sort && createSortedEntries();
  const indexes = shape.indexes.map(createSecondaryIndex);
  const stream = shape.stream && createChangeStream({ arn: arnOf(shape.name), view: shape.stream });
  let generation = 0;

  const place = ({ id, before, after }: ItemChange): void => {
    const item = after ?? before;
    const sort = shape.keys.sort && item?.[shape.keys.sort.name];
    const partition = item?.[shape.keys.partition.name];
    if (entries === undefined || item === undefined || partition === undefined) return;
    const entry = { partition: keyText(partition), sort, id, item };
    if (after === undefined) entries.remove(entry);
    else entries.put(entry);
  };
  return {
    shape,
    indexes,
    stream,
    entries,
    held: new Set(),
    budgets: budgetsOf(model),
    indexBudgets: new Map(indexes.map((index) => [index, budgetsOf(model)])),
    item: (id) => rows.get(id)?.item,
    itemBefore: (id, momentMs) => {
      const row = rows.get(id);
      return row !== undefined && row.changedAtMs > momentMs ? row.previous : row?.item;
    },
    ids: () => [...rows].flatMap(([id, { item }]) => (item === undefined ? [] : [id])),
    generation: () => generation,
    write: (change, { nowMs, epochMs }) => {
      const { id, before, after } = change;
      if ((before === undefined) !== (after === undefined)) generation += 1;
      rows.set(id, { item: after, previous: before, changedAtMs: nowMs });
      place(change);
      for (const index of indexes) {
        const indexChange = index.changeOf(change);
        if (indexChange !== undefined) index.apply(indexChange, { nowMs, lagMs: lagMs() });
      }
      stream?.append({ key: keyOf(shape.keys, after ?? before ?? {}), before, after }, epochMs);
    },
  };
};
