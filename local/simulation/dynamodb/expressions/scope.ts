import { type Item, checkedItem } from "../attribute-value.ts";
import { validationError } from "../errors.ts";
import type { ExpressionKind } from "./tokens.ts";
import type { Placeholders } from "./syntax.ts";

/** What the placeholders of a request's expressions stand for. */
export type Scope = { readonly names: Readonly<Record<string, string>>; readonly values: Item };

/** The part of every request that its expressions share. */
export type ScopeInput = {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
};

export type Compiled = { readonly kind: ExpressionKind; readonly placeholders: Placeholders };

const empty: Scope = { names: {}, values: {} };

type Side = { readonly parameter: string; readonly what: string; readonly given: Readonly<Record<string, unknown>> };

/** Every placeholder that is used is given, and the other way round. */
const checkSide = (
  { parameter, what, given }: Side,
  expressions: readonly Compiled[],
  usedBy: (compiled: Compiled) => ReadonlySet<string>,
): void => {
  let found = 0;
  const counted = new Set<string>();
  for (const expression of expressions) {
    for (const placeholder of usedBy(expression)) {
      if (given[placeholder] === undefined) {
        throw validationError(
          `Invalid ${expression.kind}: An expression attribute ${what} used in ${
            what === "name" ? "the document path" : "expression"
          } is not defined; attribute ${what}: ${placeholder}`,
        );
      }
      if (!counted.has(placeholder)) found += 1;
      counted.add(placeholder);
    }
  }
  if (found < Object.keys(given).length) {
    const unused = Object.keys(given).filter((placeholder) => !counted.has(placeholder));
    throw validationError(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(", ")}}`);
  }
};

/** The names and values for these expressions of one request; throws a `ValidationException` where they do not fit. */
export const scopeOf = (input: ScopeInput, expressions: readonly Compiled[]): Scope => {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  if (expressions.length === 0) {
    if (names === undefined && values === undefined) return empty;
    const parameter = names === undefined ? "ExpressionAttributeValues" : "ExpressionAttributeNames";
    throw validationError(`${parameter} can only be specified when using expressions`);
  }
  checkSide({ parameter: "ExpressionAttributeNames", what: "name", given: names ?? {} }, expressions, aliasesOf);
  checkSide({ parameter: "ExpressionAttributeValues", what: "value", given: values ?? {} }, expressions, valuesOf);
  return { names: names ?? empty.names, values: values === undefined ? empty.values : checkedItem(values) };
};

const aliasesOf = ({ placeholders }: Compiled): ReadonlySet<string> => placeholders.aliases;
const valuesOf = ({ placeholders }: Compiled): ReadonlySet<string> => placeholders.values;
