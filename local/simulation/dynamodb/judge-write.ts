import type { ConditionCheck, Delete, Put, Update } from "@aws-sdk/client-dynamodb";
import { type Item, checkedItem } from "./attribute-value.ts";
import { checkParameters, type Database, tableOf } from "./database.ts";
import { validationError } from "./errors.ts";
import { conditionOf, updateOf } from "./expressions/compiled.ts";
import type { Path } from "./expressions/path.ts";
import { type Scope, scopeOf } from "./expressions/scope.ts";
import type { Update as UpdateExpression } from "./expressions/update.ts";
import { itemSize } from "./item-size.ts";
import type { StoredTable } from "./stored-table.ts";
import { checkIndexKeys, checkKey, checkTableKey, itemIdOf, keyNamesOf } from "./table-shape.ts";

/** One write of one item, as a request of its own or as a part of a transaction. */
export type WriteAction =
  | { readonly kind: "Put"; readonly input: Put }
  | {
      readonly kind: "Update";
      readonly input: Omit<Update, "UpdateExpression"> & { UpdateExpression?: string | undefined };
    }
  | { readonly kind: "Delete"; readonly input: Delete }
  | { readonly kind: "ConditionCheck"; readonly input: ConditionCheck };

/** A write that is well formed; whether it may happen depends on the item. */
export type Write = {
  readonly table: StoredTable;
  readonly id: string;
  readonly key: Item;
  readonly isCheck: boolean;
  /** With the item in the answer when its condition fails. */
  readonly answersOld: boolean;
  /** What an update writes. */
  readonly paths: readonly Path[];
  /** Whether its condition is met. Throws a `ValidationException` for an item that an index cannot take. */
  readonly holds: (before: Item | undefined) => boolean;
  /** The item afterwards. Throws a `ValidationException` where it cannot be. */
  readonly outcome: (before: Item | undefined) => Item | undefined;
};

const mostBytes = 400 * 1_024;
const parametersWith = (...names: readonly string[]): ReadonlySet<string> =>
  new Set([
    "TableName",
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValuesOnConditionCheckFailure",
    ...names,
  ]);

/** What the simulation knows of each kind. */
export const writeParameters: Readonly<Record<WriteAction["kind"], ReadonlySet<string>>> = {
  Put: parametersWith("Item"),
  Update: parametersWith("Key", "UpdateExpression"),
  Delete: parametersWith("Key"),
  ConditionCheck: parametersWith("Key"),
};

/** Throws a `ValidationException` for what DynamoDB refuses without a look at the item. */
export const readWrite = (database: Database, { kind, input }: WriteAction): Write => {
  checkParameters(kind, input, writeParameters[kind]);
  const table = tableOf(database, input.TableName);
  const condition = input.ConditionExpression === undefined ? undefined : conditionOf(input.ConditionExpression);
  const update =
    kind === "Update" && input.UpdateExpression !== undefined ? updateOf(input.UpdateExpression) : undefined;
  const scope = scopeOf(
    input,
    [condition, update].filter((expression) => expression !== undefined),
  );
  condition?.check(scope);
  const paths = update?.paths(scope) ?? [];
  checkKeysUntouched(table, paths);
  const item = kind === "Put" ? putItemOf(table, input.Item) : undefined;
  const key = kind === "Put" ? (item ?? {}) : writeKeyOf(table, input.Key);
  return {
    table,
    id: itemIdOf(table.shape.keys, key),
    key,
    isCheck: kind === "ConditionCheck",
    answersOld: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    paths,
    holds: (before) => {
      if (item !== undefined) checkIndexKeys(table.shape, item);
      return condition === undefined || condition.test(before ?? {}, scope);
    },
    outcome: outcomeOf(kind, { table, key, item, update, scope }),
  };
};

const putItemOf = (table: StoredTable, item: Item | undefined): Item => {
  const checked = checkedItem(item ?? {});
  checkTableKey(table.shape, checked);
  checkSize(checked);
  return checked;
};

const writeKeyOf = (table: StoredTable, key: Item | undefined): Item => {
  const checked = checkedItem(key ?? {});
  checkKey(table.shape.keys, checked);
  return checked;
};

const checkSize = (item: Item): void => {
  if (itemSize(item) > mostBytes) throw validationError("Item size has exceeded the maximum allowed size");
};

const checkKeysUntouched = ({ shape }: StoredTable, paths: readonly Path[]): void => {
  if (paths.length === 0) return;
  const names = keyNamesOf(shape.keys);
  const touched = paths.find(([first]) => typeof first === "string" && names.includes(first));
  if (touched === undefined) return;
  throw validationError(
    `One or more parameter values were invalid: Cannot update attribute ${touched[0]}. This attribute is part of the key`,
  );
};

type Parts = {
  readonly table: StoredTable;
  readonly key: Item;
  readonly item: Item | undefined;
  readonly update: UpdateExpression | undefined;
  readonly scope: Scope;
};

const outcomeOf = (kind: WriteAction["kind"], { table, key, item, update, scope }: Parts): Write["outcome"] => {
  switch (kind) {
    case "Put":
      return () => item;
    case "Delete":
      return () => undefined;
    case "ConditionCheck":
      return (before) => before;
    case "Update":
      return (before) => {
        const after = update === undefined ? (before ?? key) : update.apply(before ?? key, scope);
        checkIndexKeys(table.shape, after);
        checkSize(after);
        return after;
      };
  }
};
