import type { Select } from "@aws-sdk/client-dynamodb";
import { copyOf, type Item } from "./attribute-value.ts";
import { NotSimulatedError, validationError } from "./errors.ts";
import { type Projection, project } from "./expressions/projection.ts";
import type { Scope } from "./expressions/scope.ts";
import { itemSize } from "./item-size.ts";
import type { Entry } from "./sorted-entries.ts";

/** A page ends when so much has been read (DynamoDB's guide, "Paginating table query results"). */
const mostBytes = 1_024 * 1_024;

export type PageRequest = {
  readonly limit: number | undefined;
  readonly filter: ((item: Item) => boolean) | undefined;
  readonly projection: { readonly projection: Projection; readonly scope: Scope } | undefined;
  /** Of what a key to read on from consists. */
  readonly keyNames: readonly string[];
  readonly countOnly: boolean;
};

export const selectsCount = (select: Select | undefined): boolean => {
  if (select === undefined || select === "ALL_ATTRIBUTES" || select === "COUNT") return select === "COUNT";
  throw new NotSimulatedError(`Select ${select} is not simulated.`);
};

/** The first page of the entries. The limit counts what is read, before the filter; a page that reached it names its last. */
export const readPage = (
  entries: readonly Entry[],
  asSeen: (entry: Entry) => Item | undefined,
  request: PageRequest,
): { readonly answer: object; readonly bytes: number } => {
  const { limit = Infinity, filter, projection, keyNames, countOnly } = request;
  if (limit < 1) {
    throw validationError(
      "1 validation error detected: Value at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  }
  const items: Item[] = [];
  let [read, bytes] = [0, 0];
  let last: Item | undefined;
  for (const entry of entries) {
    const item = asSeen(entry);
    read += 1;
    if (item !== undefined) {
      bytes += itemSize(item);
      if (filter === undefined || filter(item)) items.push(item);
    }
    last = entry.item;
    if (read >= limit || bytes >= mostBytes) break;
  }
  const isOver = read < limit && bytes < mostBytes;
  const shown = (item: Item): Item =>
    copyOf(projection === undefined ? item : project(item, projection.projection, projection.scope));
  const answer = {
    ...(countOnly ? {} : { Items: items.map(shown) }),
    Count: items.length,
    ScannedCount: read,
    ...(isOver || last === undefined ? {} : { LastEvaluatedKey: keyAmong(last, keyNames) }),
  };
  return { answer, bytes };
};

const keyAmong = (item: Item, names: readonly string[]): Item =>
  copyOf(Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]]))));
