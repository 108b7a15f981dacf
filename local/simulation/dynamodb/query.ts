import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { chargeRead } from "./admission.ts";
import { checkedItem, type Item, keyText, typeOf } from "./attribute-value.ts";
import { type Database, type Operation, tableOf } from "./database.ts";
import { throttled, validationError } from "./errors.ts";
import { filterOf, keyConditionOf, projectionOf } from "./expressions/compiled.ts";
import { type KeyRange, keyRangeOf } from "./expressions/key-condition.ts";
import { checkProjection } from "./expressions/projection.ts";
import { type Scope, scopeOf } from "./expressions/scope.ts";
import { readPage, selectsCount } from "./read-page.ts";
import type { SecondaryIndex } from "./secondary-index.ts";
import { countBefore, type Entry } from "./sorted-entries.ts";
import type { StoredTable } from "./stored-table.ts";
import { itemIdOf, keyNamesOf, type KeyShape } from "./table-shape.ts";
import { readUnits } from "./write-units.ts";

/** The table or one of its indexes: what a query reads. */
export type Source = {
  readonly table: StoredTable;
  readonly index: SecondaryIndex | undefined;
  readonly keys: KeyShape;
};

export const sourceOf = (table: StoredTable, indexName: string | undefined): Source => {
  if (indexName === undefined) return { table, index: undefined, keys: table.shape.keys };
  const index = table.indexes.find(({ shape }) => shape.name === indexName);
  if (index === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  return { table, index, keys: index.shape.keys };
};

/** The partition's entries in the order of the sort key. */
const partitionEntries = (database: Database, { table, index }: Source, partition: string): readonly Entry[] => {
  if (index !== undefined) return index.entriesAt(database.nowMs()).partition(partition);
  if (table.entries !== undefined) return table.entries.partition(partition);
  const item = table.item(partition);
  return item === undefined ? [] : [{ partition, sort: undefined, id: partition, item }];
};

/** A reader that does not insist may see a table's item as it was a moment ago. An index lags by itself. */
const asSeen = (database: Database, { table, index }: Source, isConsistent: boolean) => {
  if (index !== undefined || isConsistent) return ({ item }: Entry): Item | undefined => item;
  const moment = database.nowMs() - database.lagMs();
  return ({ id }: Entry): Item | undefined => table.itemBefore(id, moment);
};

const remaining = (entries: readonly Entry[], input: QueryCommandInput, source: Source): readonly Entry[] => {
  const isForward = input.ScanIndexForward !== false;
  const start = input.ExclusiveStartKey;
  if (start === undefined) return isForward ? entries : entries.toReversed();
  const key = checkedItem(start);
  const wanted = new Set([...keyNamesOf(source.table.shape.keys), ...keyNamesOf(source.keys)]);
  if (Object.keys(key).length !== wanted.size || [...wanted].some((name) => key[name] === undefined)) {
    throw validationError("The provided starting key is invalid");
  }
  const place = {
    sort: source.keys.sort && key[source.keys.sort.name],
    id: itemIdOf(source.table.shape.keys, key),
  };
  const at = countBefore(entries, place);
  if (!isForward) return entries.slice(0, at).toReversed();
  return entries.slice(entries[at]?.id === place.id ? at + 1 : at);
};

const checkRange = ({ partition }: KeyRange, { keys }: Source): void => {
  if (typeOf(partition) === keys.partition.type) return;
  throw validationError(
    "One or more parameter values were invalid: Condition parameter type does not match schema type",
  );
};

const checkFilter = (input: QueryCommandInput, { keys }: Source, scope: Scope): void => {
  if (input.FilterExpression === undefined) return;
  const names = keyNamesOf(keys);
  const { placeholders } = filterOf(input.FilterExpression);
  const named = [...placeholders.aliases].map((alias) => scope.names[alias] ?? "");
  const words: readonly string[] = input.FilterExpression.match(/[A-Za-z]\w*/g) ?? [];
  const touched = names.find((name) => named.includes(name) || words.includes(name));
  if (touched === undefined) return;
  throw validationError(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${touched}`,
  );
};

export const query: Operation<QueryCommandInput> = {
  parameters: new Set([
    "TableName",
    "IndexName",
    "KeyConditionExpression",
    "FilterExpression",
    "ProjectionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ScanIndexForward",
    "Limit",
    "ExclusiveStartKey",
    "ConsistentRead",
    "Select",
  ]),
  items: () => 0,
  isWrite: false,
  run: (database, input, disturbance) => {
    const source = sourceOf(tableOf(database, input.TableName), input.IndexName);
    const isConsistent = input.ConsistentRead === true;
    if (source.index !== undefined && isConsistent) {
      throw validationError("Consistent reads are not supported on global secondary indexes");
    }
    if (input.KeyConditionExpression === undefined) {
      throw validationError(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
      );
    }
    const condition = keyConditionOf(input.KeyConditionExpression);
    const filter = input.FilterExpression === undefined ? undefined : filterOf(input.FilterExpression);
    const projection = input.ProjectionExpression === undefined ? undefined : projectionOf(input.ProjectionExpression);
    const scope = scopeOf(
      input,
      [condition, filter, projection].filter((expression) => expression !== undefined),
    );
    condition.check(scope);
    filter?.check(scope);
    if (projection !== undefined) checkProjection(projection, scope);
    const keys = { partition: source.keys.partition.name, sort: source.keys.sort?.name };
    const range = keyRangeOf(condition, keys, scope);
    checkRange(range, source);
    checkFilter(input, source, scope);

    const partition = keyText(range.partition);
    const { table, index } = source;
    const budgets = index === undefined ? table.budgets : table.indexBudgets.get(index);
    if (disturbance === "throttle" || !budgets?.reads.hasRoom(partition, database.nowMs())) {
      throw throttled(database.random.chance(0.5));
    }
    const entries = remaining(partitionEntries(database, source, partition), input, source);
    const inRange = range.sort === undefined ? entries : entries.filter(({ item }) => condition.test(item, scope));
    const page = readPage(inRange, asSeen(database, source, isConsistent), {
      limit: input.Limit,
      filter: filter && ((item) => filter.test(item, scope)),
      projection: projection && { projection, scope },
      keyNames: [...new Set([...keyNamesOf(table.shape.keys), ...keyNamesOf(source.keys)])],
      countOnly: selectsCount(input.Select),
    });
    chargeRead(database, { table, index, partition, units: readUnits(page.bytes, isConsistent) });
    return page.answer;
  },
};
