import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { canonicalNumber, compareNumbers } from "./decimal.ts";
import { validationError } from "./errors.ts";

export type Item = Record<string, AttributeValue>;
export type ValueType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

const types: ReadonlySet<string> = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);

export const isValueType = (text: string): text is ValueType => types.has(text);

export const typeOf = (value: AttributeValue): ValueType => {
  for (const type in value) if (value[type as ValueType] !== undefined) return type as ValueType;
  throw new TypeError("An attribute value without a type.");
};

const bytesText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** One text for each value of a key's type: equal texts are equal keys. */
export const keyText = (value: AttributeValue): string => value.S ?? value.N ?? bytesText(value.B ?? new Uint8Array());

const noDuplicates = <Member>(members: readonly Member[], textOf: (member: Member) => string): readonly Member[] => {
  if (members.length === 0) {
    throw validationError("One or more parameter values were invalid: An string set  may not be empty");
  }
  if (new Set(members.map(textOf)).size < members.length) {
    const list = members.map(textOf).join(", ");
    throw validationError(`One or more parameter values were invalid: Input collection [${list}] contains duplicates.`);
  }
  return members;
};

const checks: { readonly [Type in ValueType]: (value: AttributeValue) => AttributeValue } = {
  S: ({ S = "" }) => ({ S }),
  N: ({ N = "" }) => ({ N: canonicalNumber(N) }),
  B: ({ B = new Uint8Array() }) => ({ B: Uint8Array.from(B) }),
  BOOL: ({ BOOL = false }) => ({ BOOL }),
  NULL: ({ NULL }) => {
    if (NULL !== true)
      throw validationError(
        "One or more parameter values were invalid: Null attribute value types must have the value of true",
      );
    return { NULL: true };
  },
  M: ({ M = {} }) => ({ M: checkedItem(M) }),
  L: ({ L = [] }) => ({ L: L.map(checkedValue) }),
  SS: ({ SS = [] }) => ({ SS: [...noDuplicates(SS, String)] }),
  NS: ({ NS = [] }) => ({ NS: [...noDuplicates(NS.map(canonicalNumber), String)] }),
  BS: ({ BS = [] }) => ({ BS: [...noDuplicates(BS, bytesText)] }),
};

/** A copy that nobody else holds, its numbers canonical. Throws a `ValidationException` for what DynamoDB does not take. */
const checkedValue = (value: AttributeValue): AttributeValue => {
  let found: ValueType | undefined;
  for (const type in value) {
    if (value[type as ValueType] === undefined) continue;
    if (found !== undefined) {
      throw validationError(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
      );
    }
    found = type as ValueType;
  }
  const check = found && checks[found];
  if (check === undefined) {
    throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  return check(value);
};

export const checkedItem = (item: Item): Item => {
  const checked: Item = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) checked[name] = checkedValue(value);
  }
  return checked;
};

/** A copy for whoever asked: what is stored stays as it is, whatever he does with it. */
export const copyOf = (item: Item): Item => structuredCopy({ M: item }).M ?? {};

const structuredCopy = (value: AttributeValue): AttributeValue => {
  if (value.M !== undefined) {
    const copy: Item = {};
    for (const name in value.M) copy[name] = structuredCopy(value.M[name] as AttributeValue);
    return { M: copy };
  }
  if (value.L !== undefined) return { L: value.L.map(structuredCopy) };
  if (value.SS !== undefined) return { SS: [...value.SS] };
  if (value.NS !== undefined) return { NS: [...value.NS] };
  return { ...value } as AttributeValue;
};

/** By the bytes of UTF-8, as DynamoDB sorts; JavaScript's own order differs beyond the surrogates only. */
const compareTexts = (one: string, other: string): number => {
  if (one === other) return 0;
  const isByUnits = !/[\ud800-\uffff]/.test(one) && !/[\ud800-\uffff]/.test(other);
  if (isByUnits) return one < other ? -1 : 1;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
};

/** Negative, zero or positive; undefined for values that have no order (of different types, or of a type without one). */
export const compareValues = (one: AttributeValue, other: AttributeValue): number | undefined => {
  if (one.S !== undefined && other.S !== undefined) return compareTexts(one.S, other.S);
  if (one.N !== undefined && other.N !== undefined) return compareNumbers(one.N, other.N);
  if (one.B !== undefined && other.B !== undefined) return Buffer.compare(one.B, other.B);
  return undefined;
};

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set([...one, ...other]).size === one.length;

/** Equal in type and content; sets in whatever order. */
export const isEqual = (one: AttributeValue, other: AttributeValue): boolean => {
  if (one.S !== undefined) return one.S === other.S;
  if (one.N !== undefined) return one.N === other.N;
  if (one.BOOL !== undefined) return one.BOOL === other.BOOL;
  if (one.NULL !== undefined) return other.NULL !== undefined;
  if (one.B !== undefined) return other.B !== undefined && Buffer.compare(one.B, other.B) === 0;
  if (one.SS !== undefined) return other.SS !== undefined && sameMembers(one.SS, other.SS);
  if (one.NS !== undefined) return other.NS !== undefined && sameMembers(one.NS, other.NS);
  if (one.BS !== undefined)
    return other.BS !== undefined && sameMembers(one.BS.map(bytesText), other.BS.map(bytesText));
  if (one.M !== undefined) return other.M !== undefined && isEqualItem(one.M, other.M);
  const [list, otherList] = [one.L ?? [], other.L];
  return (
    otherList?.length === list.length && list.every((value, at) => isEqual(value, otherList[at] as AttributeValue))
  );
};

export const isEqualItem = (one: Item, other: Item): boolean => {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => {
    const value = other[name];
    return value !== undefined && isEqual(one[name] as AttributeValue, value);
  });
};

/** The members of a set as texts by which they can be told apart; undefined for what is no set. */
export const setMembers = (value: AttributeValue): readonly string[] | undefined =>
  value.SS ?? value.NS ?? value.BS?.map(bytesText);
