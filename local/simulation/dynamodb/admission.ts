import type { Item } from "./attribute-value.ts";
import type { Database } from "./database.ts";
import { indexUnits } from "./meters.ts";
import type { SecondaryIndex } from "./secondary-index.ts";
import { partitionOf, type StoredTable } from "./stored-table.ts";
import { indexWrites, tableWriteUnits } from "./write-units.ts";

/** What a write costs, partition by partition. */
export type WriteCost = {
  readonly table: StoredTable;
  readonly partition: string;
  readonly units: number;
  readonly indexes: readonly { readonly index: SecondaryIndex; readonly partition: string; readonly units: number }[];
};

export type CostedWrite = {
  readonly table: StoredTable;
  readonly id: string;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

/** Of a write that happens; `factor` is 2 in a transaction. */
export const costOf = ({ table, id, key, before, after }: CostedWrite, factor: number): WriteCost => ({
  table,
  partition: partitionOf(table, key),
  units: factor * tableWriteUnits({ before, after }),
  indexes: table.indexes.flatMap((index) => {
    const change = index.changeOf({ id, before, after });
    return change === undefined ? [] : indexWrites(change).map((write) => ({ index, ...write }));
  }),
});

/** Whether all partitions have room: an index without room holds up its table (guide, "Back pressure" of global secondary indexes). */
export const hasRoom = (database: Database, { table, partition, indexes }: WriteCost): boolean => {
  const nowMs = database.nowMs();
  return (
    table.budgets.writes.hasRoom(partition, nowMs) &&
    indexes.every((write) => table.indexBudgets.get(write.index)?.writes.hasRoom(write.partition, nowMs))
  );
};

/** Charges a write that happens, its index entries included. */
export const chargeWrite = (database: Database, { table, partition, units, indexes }: WriteCost): void => {
  const nowMs = database.nowMs();
  const meter = database.meters.of(table.shape.name);
  meter.writeUnits += units;
  table.budgets.writes.take(partition, units, nowMs);
  for (const write of indexes) {
    indexUnits(meter, write.index.shape.name).writeUnits += write.units;
    table.indexBudgets.get(write.index)?.writes.take(write.partition, write.units, nowMs);
  }
};

/** Charges a write that does not happen: no index sees it, the table's units are consumed all the same. */
export const chargeLostWrite = (database: Database, { table, partition, units }: WriteCost): void => {
  const meter = database.meters.of(table.shape.name);
  meter.writeUnits += units;
  meter.lostWriteUnits += units;
  table.budgets.writes.take(partition, units, database.nowMs());
};

/** Charges a read of a partition of a table or of one of its indexes. */
export const chargeRead = (
  database: Database,
  read: {
    readonly table: StoredTable;
    readonly index?: SecondaryIndex | undefined;
    readonly partition: string;
    readonly units: number;
  },
): void => {
  const meter = database.meters.of(read.table.shape.name);
  const units = read.index === undefined ? meter : indexUnits(meter, read.index.shape.name);
  units.readUnits += read.units;
  const budgets = read.index === undefined ? read.table.budgets : read.table.indexBudgets.get(read.index);
  budgets?.reads.take(read.partition, read.units, database.nowMs());
};
