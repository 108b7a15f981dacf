import type {
  BatchGetItemCommandInput,
  GetItemCommandInput,
  TransactGetItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { strickenItems } from "../weather.ts";
import { chargeRead } from "./admission.ts";
import { checkedItem, copyOf, type Item } from "./attribute-value.ts";
import { checkParameters, type Database, type Operation, tableOf } from "./database.ts";
import { throttled, throttledReason, transactionCancelled, validationError } from "./errors.ts";
import { projectionOf } from "./expressions/compiled.ts";
import { checkProjection, project } from "./expressions/projection.ts";
import { type ScopeInput, scopeOf } from "./expressions/scope.ts";
import { itemSize } from "./item-size.ts";
import { partitionOf, type StoredTable } from "./stored-table.ts";
import { checkKey, itemIdOf } from "./table-shape.ts";
import { readUnits, transactionFactor } from "./write-units.ts";

type Projecting = ScopeInput & { readonly ProjectionExpression?: string | undefined };

/** A copy of an item, or of the parts that are asked for. */
const projectorOf = (input: Projecting): ((item: Item) => Item) => {
  if (input.ProjectionExpression === undefined) {
    scopeOf(input, []);
    return copyOf;
  }
  const projection = projectionOf(input.ProjectionExpression);
  const scope = scopeOf(input, [projection]);
  checkProjection(projection, scope);
  return (item) => copyOf(project(item, projection, scope));
};

type Target = { readonly table: StoredTable; readonly id: string; readonly partition: string };

const targetOf = (table: StoredTable, key: Item | undefined): Target => {
  const checked = checkedItem(key ?? {});
  checkKey(table.shape.keys, checked);
  return { table, id: itemIdOf(table.shape.keys, checked), partition: partitionOf(table, checked) };
};

/** The item as it is, or, for a reader that does not insist, as it may have been a moment ago. */
const lookUp = (database: Database, { table, id }: Target, isConsistent: boolean): Item | undefined =>
  isConsistent ? table.item(id) : table.itemBefore(id, database.nowMs() - database.lagMs());

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemSize(item));

const hasRoom = (database: Database, { table, partition }: Target): boolean =>
  table.budgets.reads.hasRoom(partition, database.nowMs());

const readItem = (database: Database, target: Target, isConsistent: boolean): Item | undefined => {
  const item = lookUp(database, target, isConsistent);
  const { table, partition } = target;
  chargeRead(database, { table, partition, units: readUnits(sizeOf(item), isConsistent) });
  return item;
};

const projecting = ["ProjectionExpression", "ExpressionAttributeNames"];

export const getItem: Operation<GetItemCommandInput> = {
  parameters: new Set(["TableName", "Key", "ConsistentRead", ...projecting]),
  items: () => 1,
  isWrite: false,
  run: (database, input, disturbance) => {
    const target = targetOf(tableOf(database, input.TableName), input.Key);
    const projected = projectorOf(input);
    if (disturbance === "throttle" || !hasRoom(database, target)) throw throttled(database.random.chance(0.5));
    const item = readItem(database, target, input.ConsistentRead === true);
    return item === undefined ? {} : { Item: projected(item) };
  },
};

const mostKeys = 100;
const keysParameters = new Set(["Keys", "ConsistentRead", ...projecting]);

/** What does not fit its partition's budget is left for the caller to ask again (`UnprocessedKeys`). */
export const batchGetItem: Operation<BatchGetItemCommandInput> = {
  parameters: new Set(["RequestItems"]),
  items: ({ RequestItems = {} }) => Object.values(RequestItems).reduce((sum, { Keys = [] }) => sum + Keys.length, 0),
  isWrite: false,
  run: (database, { RequestItems = {} }, disturbance) => {
    const answer: { Responses: Record<string, Item[]>; UnprocessedKeys: BatchGetItemCommandInput["RequestItems"] } = {
      Responses: {},
      UnprocessedKeys: {},
    };
    if (batchGetItem.items({ RequestItems }) > mostKeys) {
      throw validationError("Too many items requested for the BatchGetItem call");
    }
    for (const [name, request] of Object.entries(RequestItems)) {
      checkParameters("BatchGetItem", request, keysParameters);
      const targets = (request.Keys ?? []).map((key) => targetOf(tableOf(database, name), key));
      if (new Set(targets.map(({ id }) => id)).size < targets.length) {
        throw validationError("Provided list of item keys contains duplicates");
      }
      const projected = projectorOf(request);
      const left: Item[] = [];
      const found = targets.flatMap((target, at) => {
        if (disturbance === "throttle" || !hasRoom(database, target)) {
          left.push(request.Keys?.[at] ?? {});
          return [];
        }
        const item = readItem(database, target, request.ConsistentRead === true);
        return item === undefined ? [] : [projected(item)];
      });
      answer.Responses[name] = found;
      if (left.length > 0) answer.UnprocessedKeys = { ...answer.UnprocessedKeys, [name]: { ...request, Keys: left } };
    }
    return answer;
  },
};

const getParameters = new Set(["TableName", "Key", ...projecting]);

/** All items as of one moment; cancelled where a transaction is writing one of them. */
export const transactGetItems: Operation<TransactGetItemsCommandInput> = {
  parameters: new Set(["TransactItems"]),
  items: ({ TransactItems = [] }) => TransactItems.length,
  isWrite: false,
  run: (database, { TransactItems = [] }, disturbance) => {
    if (TransactItems.length === 0 || TransactItems.length > mostKeys) {
      throw validationError("1 validation error detected: Value at 'transactItems' failed to satisfy constraint");
    }
    const gets = TransactItems.map(({ Get }) => {
      checkParameters("Get", Get ?? {}, getParameters);
      return { target: targetOf(tableOf(database, Get?.TableName), Get?.Key), projected: projectorOf(Get ?? {}) };
    });
    const targets = new Set(gets.map(({ target: { table, id } }) => `${table.shape.name}/${id}`));
    if (targets.size < gets.length) {
      throw validationError("Transaction request cannot include multiple operations on one item");
    }
    const stricken = disturbance === undefined ? undefined : strickenItems(gets.length, database.random);
    const reasons = gets.map(({ target }, at) => {
      const struck = stricken?.has(at) ? disturbance : undefined;
      if (struck === "conflict" || target.table.held.has(target.id)) return { Code: "TransactionConflict" };
      if (struck === "throttle" || !hasRoom(database, target)) return throttledReason(database.random.chance(0.5));
      return { Code: "None" };
    });
    if (reasons.some(({ Code }) => Code !== "None")) throw transactionCancelled(reasons);
    return {
      Responses: gets.map(({ target, projected }) => {
        const item = target.table.item(target.id);
        const units = transactionFactor * readUnits(sizeOf(item), true);
        chargeRead(database, { table: target.table, partition: target.partition, units });
        return item === undefined ? {} : { Item: projected(item) };
      }),
    };
  },
};
