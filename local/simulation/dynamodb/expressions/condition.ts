import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Item, compareValues, isEqual, setMembers, typeOf } from "../attribute-value.ts";
import { parseCondition } from "./parse-condition.ts";
import { readerOf } from "./path.ts";
import type { Compiled, Scope } from "./scope.ts";
import type { Comparator, ConditionFunction, ConditionSyntax, OperandSyntax } from "./syntax.ts";
import { type ExpressionKind, readTokens } from "./tokens.ts";
import { checksOf } from "./operand-checks.ts";

/** A condition or filter. `test` says whether an item meets it; no item is an item without attributes. */
export type Condition = Compiled & {
  readonly syntax: ConditionSyntax;
  readonly test: (item: Item, scope: Scope) => boolean;
  /** Throws a `ValidationException` for values that its operators do not take, whatever the item is. */
  readonly check: (scope: Scope) => void;
};

type Test = Condition["test"];
type Read = (item: Item, scope: Scope) => AttributeValue | undefined;

export const compileCondition = (kind: ExpressionKind, text: string): Condition => {
  const reader = readTokens(kind, text);
  const syntax = parseCondition(reader);
  reader.expectEnd();
  return { kind, placeholders: reader.placeholders, syntax, test: testOf(syntax), check: checksOf(kind, syntax) };
};

const testOf = (syntax: ConditionSyntax): Test => {
  switch (syntax.kind) {
    case "parentheses":
      return testOf(syntax.inner);
    case "and": {
      const [left, right] = [testOf(syntax.left), testOf(syntax.right)];
      return (item, scope) => left(item, scope) && right(item, scope);
    }
    case "or": {
      const [left, right] = [testOf(syntax.left), testOf(syntax.right)];
      return (item, scope) => left(item, scope) || right(item, scope);
    }
    case "not": {
      const inner = testOf(syntax.inner);
      return (item, scope) => !inner(item, scope);
    }
    case "comparison":
      return comparisonOf(syntax.comparator, operandOf(syntax.left), operandOf(syntax.right));
    case "between": {
      const [operand, from, to] = [operandOf(syntax.operand), operandOf(syntax.from), operandOf(syntax.to)];
      const [least, most] = [comparisonOf(">=", operand, from), comparisonOf("<=", operand, to)];
      return (item, scope) => least(item, scope) && most(item, scope);
    }
    case "in": {
      const operand = operandOf(syntax.operand);
      const tests = syntax.members.map((member) => comparisonOf("=", operand, operandOf(member)));
      return (item, scope) => tests.some((test) => test(item, scope));
    }
    case "function":
      return functionOf(syntax.name, syntax.operands.map(operandOf));
  }
};

const operandOf = (operand: OperandSyntax): Read => {
  if (operand.kind === "value") return (_item, scope) => scope.values[operand.name];
  const read = readerOf(operand.path);
  if (operand.kind === "path") return read;
  return (item, scope) => {
    const size = sizeOf(read(item, scope));
    return size === undefined ? undefined : { N: String(size) };
  };
};

/** What `size` says of a value; nothing of a number, a boolean or null. */
const sizeOf = (value: AttributeValue | undefined): number | undefined => {
  if (value === undefined) return undefined;
  if (value.S !== undefined) return value.S.length;
  if (value.M !== undefined) return Object.keys(value.M).length;
  return (value.B ?? value.L ?? setMembers(value))?.length;
};

const orders: Readonly<Record<Exclude<Comparator, "=" | "<>">, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** With what is not there nothing is equal, and nothing has an order. */
const comparisonOf = (comparator: Comparator, left: Read, right: Read): Test => {
  const areEqual: Test = (item, scope) => {
    const [one, other] = [left(item, scope), right(item, scope)];
    return one !== undefined && other !== undefined && isEqual(one, other);
  };
  if (comparator === "=") return areEqual;
  if (comparator === "<>") return (item, scope) => !areEqual(item, scope);
  const holds = orders[comparator];
  return (item, scope) => {
    const [one, other] = [left(item, scope), right(item, scope)];
    const order = one && other && compareValues(one, other);
    return order !== undefined && holds(order);
  };
};

const functionOf = (name: ConditionFunction, [first = none, second = none]: readonly Read[]): Test => {
  switch (name) {
    case "attribute_exists":
      return (item, scope) => first(item, scope) !== undefined;
    case "attribute_not_exists":
      return (item, scope) => first(item, scope) === undefined;
    case "attribute_type":
      return withBoth(first, second, (value, type) => typeOf(value) === type.S);
    case "begins_with":
      return withBoth(first, second, beginsWith);
    case "contains":
      return withBoth(first, second, contains);
  }
};

const none: Read = () => undefined;

const withBoth =
  (first: Read, second: Read, holds: (value: AttributeValue, other: AttributeValue) => boolean): Test =>
  (item, scope) => {
    const [value, other] = [first(item, scope), second(item, scope)];
    return value !== undefined && other !== undefined && holds(value, other);
  };

const beginsWith = (value: AttributeValue, start: AttributeValue): boolean => {
  if (value.S !== undefined) return start.S !== undefined && value.S.startsWith(start.S);
  return value.B !== undefined && start.B !== undefined && Buffer.from(value.B).indexOf(start.B) === 0;
};

const contains = (value: AttributeValue, part: AttributeValue): boolean => {
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined) return part.B !== undefined && Buffer.from(value.B).includes(Buffer.from(part.B));
  if (value.SS !== undefined) return part.S !== undefined && value.SS.includes(part.S);
  if (value.NS !== undefined) return part.N !== undefined && value.NS.includes(part.N);
  if (value.BS !== undefined) return value.BS.some((member) => isEqual({ B: member }, part));
  return value.L?.some((member) => isEqual(member, part)) ?? false;
};
