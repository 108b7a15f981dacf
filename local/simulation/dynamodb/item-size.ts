import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "./attribute-value.ts";
import { significantDigits } from "./decimal.ts";

/** Of a list or a map (DynamoDB's guide, "DynamoDB item sizes and formats"). */
const [containerBytes, elementBytes] = [3, 1];

const nameSizes = new Map<string, number>();

/** Names repeat for ever, values do not. */
const nameBytes = (name: string): number => {
  let size = nameSizes.get(name);
  if (size === undefined) nameSizes.set(name, (size = Buffer.byteLength(name)));
  return size;
};

const sum = <Value>(values: readonly Value[], sizeOf: (value: Value) => number): number =>
  values.reduce((total, value) => total + sizeOf(value), 0);

/** One byte for two digits, one more, and one for a minus. */
const numberBytes = (number: string): number =>
  Math.ceil(significantDigits(number) / 2) + 1 + (number.startsWith("-") ? 1 : 0);

const textBytes = (text: string): number => Buffer.byteLength(text);

export const valueSize = (value: AttributeValue): number => {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return sum(value.SS, textBytes);
  if (value.NS !== undefined) return sum(value.NS, numberBytes);
  if (value.BS !== undefined) return sum(value.BS, ({ length }) => length);
  if (value.L !== undefined) return containerBytes + sum(value.L, (member) => elementBytes + valueSize(member));
  if (value.M !== undefined) return containerBytes + elementBytes * Object.keys(value.M).length + itemSize(value.M);
  return 1;
};

/**
 * The size of an item in bytes by AWS's rule (DynamoDB's guide, "DynamoDB item sizes and formats"): the UTF-8 bytes of the
 * names and of the values. By it an item is charged.
 */
export const itemSize = (item: Item): number => {
  let size = 0;
  for (const name in item) size += nameBytes(name) + valueSize(item[name] as AttributeValue);
  return size;
};
