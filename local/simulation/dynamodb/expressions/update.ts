import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Item, copyOf, setMembers, typeOf } from "../attribute-value.ts";
import { addNumbers, negated } from "../decimal.ts";
import { validationError } from "../errors.ts";
import { parseUpdate } from "./parse-update.ts";
import { type Path, resolvePath, stepInto } from "./path.ts";
import { checkDistinct } from "./projection.ts";
import type { Compiled, Scope } from "./scope.ts";
import type { ActionSyntax, TermSyntax } from "./syntax.ts";
import { readTokens } from "./tokens.ts";
import { removeAt, writeAt } from "./write-at.ts";

export type Update = Compiled & {
  /** The places that it writes; throws a `ValidationException` where two of them overlap. */
  readonly paths: (scope: Scope) => readonly Path[];
  /** The item afterwards; every action reads the item as it was before. Throws a `ValidationException` where it cannot be. */
  readonly apply: (before: Item, scope: Scope) => Item;
};

export const compileUpdate = (text: string): Update => {
  const reader = readTokens("UpdateExpression", text);
  const actions = parseUpdate(reader);
  const paths = (scope: Scope): readonly Path[] => {
    const resolved = actions.map(({ path }) => resolvePath(path, scope));
    if (resolved.length > 1) checkDistinct("UpdateExpression", resolved);
    return resolved;
  };
  return {
    kind: "UpdateExpression",
    placeholders: reader.placeholders,
    paths,
    apply: (before, scope) => applyAll(actions, paths(scope), { before, scope }),
  };
};

type Context = { readonly before: Item; readonly scope: Scope };
/** What is to stand at a place afterwards; undefined: nothing. */
type Value = AttributeValue | undefined;
type Change = { readonly path: Path; readonly value: Value };

const applyAll = (actions: readonly ActionSyntax[], paths: readonly Path[], context: Context): Item => {
  const changes = actions.map((action, index): Change => {
    const path = paths[index] ?? [];
    return { path, value: valueAfter(action, path, context) };
  });
  const isNested = paths.some(({ length }) => length > 1);
  const after = isNested ? copyOf(context.before) : { ...context.before };
  for (const { path, value } of changes) if (value !== undefined) writeAt(after, path, value);
  // Places in a list are those of the item before: the last goes first, so that the others stay where they are.
  const removed = changes.filter(({ value }) => value === undefined);
  for (const { path } of removed.sort(byLastStep)) removeAt(after, path);
  return after;
};

const byLastStep = (one: Change, other: Change): number => Number(other.path.at(-1)) - Number(one.path.at(-1)) || 0;

const read = ({ before }: Context, [name = "", ...rest]: Path): AttributeValue | undefined =>
  rest.reduce(stepInto, before[name]);

const valueAfter = (action: ActionSyntax, path: Path, context: Context): Value => {
  switch (action.kind) {
    case "set":
      return termValue(action.term, context);
    case "remove":
      return undefined;
    case "add":
      return added(read(context, path), valueOf(action.value, context));
    case "delete":
      return withoutMembers(read(context, path), valueOf(action.value, context));
  }
};

const valueOf = (name: string, { scope }: Context): AttributeValue => scope.values[name] as AttributeValue;

const termValue = (term: TermSyntax, context: Context): AttributeValue => {
  switch (term.kind) {
    case "value":
      return valueOf(term.name, context);
    case "path":
      return read(context, resolvePath(term.path, context.scope)) ?? missing();
    case "if_not_exists":
      return read(context, resolvePath(term.path, context.scope)) ?? termValue(term.otherwise, context);
    case "list_append": {
      const [left, right] = [termValue(term.left, context).L, termValue(term.right, context).L];
      return left && right ? { L: [...left, ...right] } : wrongType();
    }
    case "sum":
    case "difference": {
      const [left, right] = [termValue(term.left, context).N, termValue(term.right, context).N];
      if (left === undefined || right === undefined) return wrongType();
      return { N: addNumbers(left, term.kind === "sum" ? right : negated(right)) };
    }
  }
};

const missing = (): never => {
  throw validationError("The provided expression refers to an attribute that does not exist in the item");
};

const wrongType = (): never => {
  throw validationError("An operand in the update expression has an incorrect data type");
};

const wrongOperand = (operator: string, value: AttributeValue): never => {
  throw validationError(
    "Invalid UpdateExpression: Incorrect operand type for operator or function; " +
      `operator: ${operator}, operand type: ${typeOf(value)}`,
  );
};

/** A number more, or members more; what is not there yet becomes the value. */
const added = (before: Value, value: AttributeValue): AttributeValue => {
  if (value.N === undefined && setMembers(value) === undefined) return wrongOperand("ADD", value);
  if (before === undefined) return value;
  if (typeOf(before) !== typeOf(value)) return wrongType();
  if (value.N !== undefined) return { N: addNumbers(before.N ?? "0", value.N) };
  return withMembers(before, value, (member, ours) => !ours.has(member));
};

/** A set never is empty: without its last member the attribute is gone. */
const withoutMembers = (before: Value, value: AttributeValue): Value => {
  const unwanted = setMembers(value);
  if (unwanted === undefined) return wrongOperand("DELETE", value);
  if (before === undefined) return undefined;
  if (typeOf(before) !== typeOf(value)) return wrongType();
  const gone = new Set(unwanted);
  const keep = <Member>(members: readonly Member[], texts: readonly string[]): Member[] =>
    members.filter((_member, at) => !gone.has(texts[at] ?? ""));
  const left = overSet(before, keep);
  return setMembers(left)?.length === 0 ? undefined : left;
};

const withMembers = (
  before: AttributeValue,
  value: AttributeValue,
  isNew: (member: string, ours: ReadonlySet<string>) => boolean,
): AttributeValue => {
  const ours = new Set(setMembers(before));
  const fresh = overSet(value, (members, texts) => members.filter((_member, at) => isNew(texts[at] ?? "", ours)));
  if (before.SS !== undefined) return { SS: [...before.SS, ...(fresh.SS ?? [])] };
  if (before.NS !== undefined) return { NS: [...before.NS, ...(fresh.NS ?? [])] };
  return { BS: [...(before.BS ?? []), ...(fresh.BS ?? [])] };
};

/** Chooses among the members of a set of whatever type. */
const overSet = (
  set: AttributeValue,
  choose: <Member>(members: readonly Member[], texts: readonly string[]) => Member[],
): AttributeValue => {
  const texts = setMembers(set) ?? [];
  if (set.SS !== undefined) return { SS: choose(set.SS, texts) };
  if (set.NS !== undefined) return { NS: choose(set.NS, texts) };
  return { BS: choose(set.BS ?? [], texts) };
};
