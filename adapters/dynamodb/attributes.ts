import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: bigint | number): AttributeValue => ({ N: value.toString() });

export const textOf = (item: Item, name: string): string => {
  const value = item[name]?.S;
  if (value === undefined) throw new TypeError(`The stored item has no text "${name}".`);
  return value;
};

export const integerOf = (item: Item, name: string): bigint => {
  const value = item[name]?.N;
  if (value === undefined) throw new TypeError(`The stored item has no number "${name}".`);
  return BigInt(value);
};

/** Undefined where the item has none. */
export const optionalIntegerOf = (item: Item, name: string): bigint | undefined =>
  item[name] === undefined ? undefined : integerOf(item, name);
