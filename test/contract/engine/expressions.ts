import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";

type Item = Record<string, AttributeValue>;

/** An expression as parts: its text, and the aliases and values that it names. */
export type Expression = { readonly text: string; readonly names: Record<string, string>; readonly values: Item };

export const parametersOf = (
  expressions: readonly (Expression | undefined)[],
): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Item } => {
  const names = Object.assign({}, ...expressions.map((expression) => expression?.names));
  const values = Object.assign({}, ...expressions.map((expression) => expression?.values));
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};

/**
 * Digits with a point among them: `-12.34` for -12340 and 3. Without zeros at the end: DynamoDB Local keeps those of a
 * number inside of a list or a map, as it keeps a `1e3`; AWS keeps the number.
 */
const withPoint = (digits: bigint, places: number): string => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - places), text.slice(text.length - places)];
  return `${digits < 0n ? "-" : ""}${whole}.${fraction}`.replace(/\.?0*$/, "");
};

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.integer({ min: 1, max: 12 }))
    .map(([digits, places]) => withPoint(digits, places)),
  fc.constantFrom("0", "1", "1.5", "-2.25", "100", "0.001", "12345678901234567890", "99999999999999999999999999"),
);
const text = fc.constantFrom("", "a", "ab", "abc", "b", "é", "zebra", "posted", "refused");
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  number.map((N) => ({ N })),
  text.map((S) => ({ S })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true as const }),
  fc.constantFrom("x", "xy", "y").map((bytes) => ({ B: Uint8Array.from(Buffer.from(bytes)) })),
);
const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 }).map((SS) => ({ SS })),
  fc.uniqueArray(fc.constantFrom("1", "2", "3.5"), { minLength: 1 }).map((NS) => ({ NS })),
);
const list = fc.array(scalar, { maxLength: 3 }).map((L): AttributeValue => ({ L }));
const map = fc.dictionary(fc.constantFrom("x", "y"), scalar, { maxKeys: 2 }).map((M): AttributeValue => ({ M }));

const attributeValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: set },
  { weight: 1, arbitrary: list },
  { weight: 1, arbitrary: map },
);

/** Few attributes, so that expressions meet them. */
const attributeName = fc.constantFrom("a", "b", "c", "n", "set", "list", "map");

/** Attributes that hold what their name says, and some that hold anything. */
export const attributes: fc.Arbitrary<Item> = fc.record(
  {
    a: attributeValue,
    b: attributeValue,
    c: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("a", "b").map((S): AttributeValue => ({ S })) }, scalar),
    n: number.map((N): AttributeValue => ({ N })),
    set,
    list,
    map,
  },
  { requiredKeys: [] },
);

let used = 0;
const fresh = (): string => ((used += 1) % 100_000).toString(36);

const named = (name: string): Expression => ({ text: `#${name}`, names: { [`#${name}`]: name }, values: {} });
const valued = (value: AttributeValue): Expression => {
  const placeholder = `:v${fresh()}`;
  return { text: placeholder, names: {}, values: { [placeholder]: value } };
};

const joined = (parts: readonly (string | Expression)[]): Expression => ({
  text: parts.map((part) => (typeof part === "string" ? part : part.text)).join(" "),
  names: Object.assign({}, ...parts.map((part) => (typeof part === "string" ? {} : part.names))),
  values: Object.assign({}, ...parts.map((part) => (typeof part === "string" ? {} : part.values))),
});

export const path: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 12, arbitrary: attributeName.map(named) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("x", "y").map((member) => joined([named("map"), ".", named(member)])),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((at) => joined([named("list"), `[${at}]`])) },
);

const value = attributeValue.map(valued);
const ordered = fc.oneof(
  number.map((N) => valued({ N })),
  text.map((S) => valued({ S })),
);
const size = path.map((of) => joined(["size(", of, ")"]));
const sized = fc.integer({ min: 0, max: 4 }).map((length) => valued({ N: String(length) }));

const comparator = fc.constantFrom("=", "<>", "<", "<=", ">", ">=");
const typeName = fc.constantFrom("S", "N", "BOOL", "L", "M", "SS", "NULL").map((S) => valued({ S }));

const simple: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .tuple(
      fc.constant(named("n")),
      comparator,
      number.map((N) => valued({ N })),
    )
    .map(joined),
  fc
    .tuple(
      fc.constantFrom(named("a"), named("c")),
      comparator,
      text.map((S) => valued({ S })),
    )
    .map(joined),
  fc.tuple(path, comparator, ordered).map(joined),
  fc.tuple(path, fc.constantFrom("=", "<>"), value).map(joined),
  fc.tuple(ordered, comparator, path).map(joined),
  fc.tuple(path, comparator, path).map(joined),
  fc.tuple(size, comparator, sized).map(joined),
  fc.tuple(path, fc.constant("BETWEEN"), ordered, fc.constant("AND"), ordered).map(joined),
  fc.tuple(path, fc.constant("IN ("), value, fc.constant(","), value, fc.constant(")")).map(joined),
  path.map((of) => joined(["attribute_exists(", of, ")"])),
  path.map((of) => joined(["attribute_not_exists(", of, ")"])),
  fc.tuple(path, typeName).map(([of, type]) => joined(["attribute_type(", of, ",", type, ")"])),
  fc.tuple(path, text).map(([of, S]) => joined(["begins_with(", of, ",", valued({ S }), ")"])),
  fc.tuple(path, scalar).map(([of, part]) => joined(["contains(", of, ",", valued(part), ")"])),
);

/** Conditions and filters of every operator and function, nested. */
export const condition: fc.Arbitrary<Expression> = fc.letrec<{ all: Expression; atom: Expression }>((tie) => ({
  atom: fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: tie("all").map((inner) => joined(["(", inner, ")"])) },
    { weight: 1, arbitrary: tie("all").map((inner) => joined(["NOT (", inner, ")"])) },
  ),
  all: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    tie("atom"),
    fc.tuple(tie("atom"), fc.constantFrom("AND", "OR"), tie("atom")).map(joined),
    fc
      .tuple(tie("atom"), fc.constantFrom("AND", "OR"), tie("atom"), fc.constantFrom("AND", "OR"), tie("atom"))
      .map(joined),
  ),
})).all;

const term: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .tuple(
      fc.constant(named("n")),
      fc.constantFrom("+", "-"),
      number.map((N) => valued({ N })),
    )
    .map(joined),
  list.map((more) => joined(["list_append(", named("list"), ",", valued(more), ")"])),
  value,
  path,
  fc.tuple(path, value).map(([of, other]) => joined(["if_not_exists(", of, ",", other, ")"])),
  fc
    .tuple(
      path,
      fc.constantFrom("+", "-"),
      number.map((N) => valued({ N })),
    )
    .map(joined),
  fc
    .tuple(path, number, number)
    .map(([of, start, step]) => joined(["if_not_exists(", of, ",", valued({ N: start }), ") +", valued({ N: step })])),
  fc.tuple(path, list).map(([of, more]) => joined(["list_append(", of, ",", valued(more), ")"])),
  fc.tuple(list, path).map(([more, of]) => joined(["list_append(", valued(more), ",", of, ")"])),
);

const listed = (clause: string, parts: readonly Expression[]): readonly (string | Expression)[] =>
  parts.flatMap((part, at) => [at === 0 ? clause : ",", part]);

const addable = fc.oneof(
  number.map((N) => valued({ N })),
  set.map(valued),
);

/** Updates of every clause; some of them impossible. */
export const update: fc.Arbitrary<Expression> = fc
  .record(
    {
      set: fc.array(fc.tuple(path, fc.constant("="), term).map(joined), { minLength: 1, maxLength: 2 }),
      remove: fc.array(path, { minLength: 1, maxLength: 2 }),
      add: fc.array(
        fc.tuple(path, addable).map(([of, more]) => joined([of, more])),
        { minLength: 1, maxLength: 1 },
      ),
      delete: fc.array(
        fc.tuple(path, set).map(([of, less]) => joined([of, valued(less)])),
        {
          minLength: 1,
          maxLength: 1,
        },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((clauses) => Object.keys(clauses).length > 0)
  .map((clauses) =>
    joined([
      ...listed("SET", clauses.set ?? []),
      ...listed("REMOVE", clauses.remove ?? []),
      ...listed("ADD", clauses.add ?? []),
      ...listed("DELETE", clauses.delete ?? []),
    ]),
  );
