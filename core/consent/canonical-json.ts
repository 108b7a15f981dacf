export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * RFC 8785 (JSON Canonicalization Scheme): names sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript serialises them. Strings are put into Unicode NFC first, so that the same text signed on two phones is the
 * same bytes. A property that is `undefined` is left out.
 *
 * Throws a RangeError for numbers that JSON cannot hold and for lone surrogates (RFC 8785 §3.2.2.2).
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .map(([name, member]) => [name.normalize("NFC"), member] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${canonicalString(name)}:${canonicalJson(member)}`).join(",")}}`;
};

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

const canonicalString = (text: string): string => {
  if (!text.isWellFormed()) throw new RangeError("A lone surrogate has no canonical form: send well-formed Unicode.");
  return JSON.stringify(text.normalize("NFC"));
};

const canonicalNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError("Only finite numbers have a canonical form.");
  return JSON.stringify(value);
};
