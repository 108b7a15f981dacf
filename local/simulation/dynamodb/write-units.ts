import { type Item } from "./attribute-value.ts";
import { itemSize } from "./item-size.ts";
import type { IndexChange } from "./secondary-index.ts";

/**
 * What DynamoDB charges, by AWS's rules (guide, "DynamoDB read and write operations" and "Managing transactions"): the local
 * engine's own figures for transactions are wrong.
 */
const [writeUnitBytes, readUnitBytes] = [1_024, 4_096];

/** A transaction does every item's write (or read) twice: to prepare and to commit. */
export const transactionFactor = 2;

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemSize(item));

const writeUnitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / writeUnitBytes));

/** Of one write: one unit for every KB begun of the larger of the item before and after, at least one, whether its condition held or not. */
export const tableWriteUnits = (change: {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}): number => writeUnitsOf(Math.max(sizeOf(change.before), sizeOf(change.after)));

/**
 * Of one index (guide, "Provisioned throughput considerations for global secondary indexes"): nothing where it does not see
 * the change, one write where an entry comes, goes or is replaced at its place, two where it moves. Not doubled in a
 * transaction: indexes follow after the commit ("Amazon DynamoDB Transactions: how it works").
 */
export const indexWrites = ({ before, after }: IndexChange): readonly { partition: string; units: number }[] => {
  if (before !== undefined && after !== undefined && isSamePlace(before, after)) {
    const units = writeUnitsOf(Math.max(itemSize(before.item), itemSize(after.item)));
    return [{ partition: after.partition, units }];
  }
  return [before, after].flatMap((entry) =>
    entry === undefined ? [] : [{ partition: entry.partition, units: writeUnitsOf(itemSize(entry.item)) }],
  );
};

const isSamePlace = (before: NonNullable<IndexChange["before"]>, after: NonNullable<IndexChange["after"]>): boolean =>
  before.partition === after.partition && JSON.stringify(before.sort) === JSON.stringify(after.sort);

/** Of reading so many bytes: one unit for every 4 KB begun, half of it where the read is only eventually consistent. */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / readUnitBytes)) / (isConsistent ? 1 : 2);
