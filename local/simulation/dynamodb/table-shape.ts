import type { CreateTableCommandInput, KeySchemaElement, ScalarAttributeType } from "@aws-sdk/client-dynamodb";
import { type Item, keyText, typeOf } from "./attribute-value.ts";
import { NotSimulatedError, validationError } from "./errors.ts";

type KeyAttribute = { readonly name: string; readonly type: ScalarAttributeType };
export type KeyShape = { readonly partition: KeyAttribute; readonly sort: KeyAttribute | undefined };

export type IndexShape = {
  readonly name: string;
  readonly keys: KeyShape;
  /** The attributes that an entry holds; undefined: all. */
  readonly attributes: ReadonlySet<string> | undefined;
};

export type StreamView = "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | "KEYS_ONLY";

/** Keys, indexes and stream of a table. */
export type TableShape = {
  readonly name: string;
  readonly keys: KeyShape;
  readonly indexes: readonly IndexShape[];
  readonly stream: StreamView | undefined;
};

const keyShapeOf = (input: CreateTableCommandInput, schema: readonly KeySchemaElement[] | undefined): KeyShape => {
  const attribute = (role: "HASH" | "RANGE"): KeyAttribute | undefined => {
    const name = schema?.find(({ KeyType }) => KeyType === role)?.AttributeName;
    if (name === undefined) return undefined;
    const type = input.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (type === undefined) throw validationError(`The key attribute ${name} is not defined.`);
    return { name, type };
  };
  const partition = attribute("HASH");
  if (partition === undefined) throw validationError("A key schema needs a partition key.");
  return { partition, sort: attribute("RANGE") };
};

export const keyNamesOf = ({ partition, sort }: KeyShape): readonly string[] =>
  sort === undefined ? [partition.name] : [partition.name, sort.name];

/** The shape that a `CreateTable` request declares. */
export const tableShapeOf = (input: CreateTableCommandInput): TableShape => {
  if (input.LocalSecondaryIndexes?.length) throw new NotSimulatedError("Local secondary indexes are not simulated.");
  const keys = keyShapeOf(input, input.KeySchema);
  const indexes = (input.GlobalSecondaryIndexes ?? []).map(({ IndexName = "", KeySchema, Projection }): IndexShape => {
    const own = keyShapeOf(input, KeySchema);
    const isWhole = Projection?.ProjectionType === "ALL";
    const names = [...keyNamesOf(keys), ...keyNamesOf(own), ...(Projection?.NonKeyAttributes ?? [])];
    return { name: IndexName, keys: own, attributes: isWhole ? undefined : new Set(names) };
  });
  const view = input.StreamSpecification?.StreamEnabled ? input.StreamSpecification.StreamViewType : undefined;
  return { name: input.TableName ?? "", keys, indexes, stream: view };
};

/** The identity of an item in its table: equal keys give equal texts. */
export const itemIdOf = ({ partition, sort }: KeyShape, key: Item): string => {
  const first = textAt(key, partition);
  return sort === undefined ? first : `${first.length}:${first}${textAt(key, sort)}`;
};

const textAt = (item: Item, { name }: KeyAttribute): string => {
  const value = item[name];
  return value === undefined ? "" : keyText(value);
};

/** The key attributes of an item, alone. */
export const keyOf = (keys: KeyShape, item: Item): Item =>
  Object.fromEntries(keyNamesOf(keys).flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

const isEmpty = (item: Item, name: string): boolean => item[name]?.S === "" || item[name]?.B?.length === 0;

/** Throws a `ValidationException` unless these are exactly the key attributes, of their types. */
export const checkKey = (keys: KeyShape, key: Item): void => {
  const attributes = keys.sort === undefined ? [keys.partition] : [keys.partition, keys.sort];
  const fits =
    Object.keys(key).length === attributes.length &&
    attributes.every(({ name, type }) => key[name] !== undefined && typeOf(key[name]) === type);
  if (!fits) throw validationError("The provided key element does not match the schema");
  checkNotEmpty(attributes, key);
};

const checkNotEmpty = (attributes: readonly KeyAttribute[], item: Item): void => {
  const empty = attributes.find(({ name }) => isEmpty(item, name));
  if (empty === undefined) return;
  throw validationError(
    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " +
      `${empty.type === "B" ? "binary" : "string"} value. Key: ${empty.name}`,
  );
};

/** Throws a `ValidationException` unless an item has the table's key. */
export const checkTableKey = ({ keys }: TableShape, item: Item): void => {
  const attributes = keys.sort === undefined ? [keys.partition] : [keys.partition, keys.sort];
  for (const { name, type } of attributes) {
    const value = item[name];
    if (value === undefined) {
      throw validationError(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    }
    if (typeOf(value) !== type) {
      throw validationError(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`,
      );
    }
  }
  checkNotEmpty(attributes, item);
};

/** Throws a `ValidationException` unless what an item has of the keys of the indexes fits them. */
export const checkIndexKeys = ({ indexes }: TableShape, item: Item): void => {
  for (const index of indexes) checkKeysOf(index, item);
};

const checkKeysOf = ({ name: index, keys }: IndexShape, item: Item): void => {
  const attributes = keys.sort === undefined ? [keys.partition] : [keys.partition, keys.sort];
  for (const { name, type } of attributes) {
    const value = item[name];
    if (value === undefined) continue;
    if (typeOf(value) !== type) {
      throw validationError(
        `One or more parameter values were invalid: Type mismatch for Index Key ${name} ` +
          `Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
      );
    }
    if (isEmpty(item, name)) {
      throw validationError(
        "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
          `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index}, IndexKey: ${name}`,
      );
    }
  }
};
