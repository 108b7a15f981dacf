import { compareValues, isValueType, typeOf, type ValueType } from "../attribute-value.ts";
import { validationError } from "../errors.ts";
import type { Scope } from "./scope.ts";
import type { ConditionSyntax, OperandSyntax } from "./syntax.ts";
import type { ExpressionKind } from "./tokens.ts";

type Check = (scope: Scope) => void;

const ordered: ReadonlySet<ValueType> = new Set(["S", "N", "B"]);
const startable: ReadonlySet<ValueType> = new Set(["S", "B"]);

/** What DynamoDB refuses of an expression's values before it looks at any item. */
export const checksOf = (kind: ExpressionKind, syntax: ConditionSyntax): Check => {
  const checks = collect(kind, syntax);
  return (scope) => {
    for (const check of checks) check(scope);
  };
};

const collect = (kind: ExpressionKind, syntax: ConditionSyntax): readonly Check[] => {
  switch (syntax.kind) {
    case "and":
    case "or":
      return [...collect(kind, syntax.left), ...collect(kind, syntax.right)];
    case "not":
    case "parentheses":
      return collect(kind, syntax.inner);
    case "comparison": {
      const { comparator, left, right } = syntax;
      distinct(kind, comparator, [left, right]);
      if (comparator === "=" || comparator === "<>") return [];
      return typeChecks(kind, { operator: comparator, operands: [left, right], allowed: ordered });
    }
    case "between": {
      const { operand, from, to } = syntax;
      const operands = [operand, from, to];
      return [...typeChecks(kind, { operator: "BETWEEN", operands, allowed: ordered }), boundsCheck(kind, from, to)];
    }
    case "in":
      return [];
    case "function":
      return functionChecks(kind, syntax);
  }
};

/** To compare an attribute with itself is refused as a mistake. */
const distinct = (kind: ExpressionKind, operator: string, [first, ...rest]: readonly OperandSyntax[]): void => {
  if (first?.kind !== "path" || !rest.some((operand) => JSON.stringify(operand) === JSON.stringify(first))) return;
  throw validationError(
    `Invalid ${kind}: The first operand must be distinct from the remaining operands for this operator or function; ` +
      `operator: ${operator}`,
  );
};

const typeChecks = (
  kind: ExpressionKind,
  rule: {
    readonly operator: string;
    readonly operands: readonly OperandSyntax[];
    readonly allowed: ReadonlySet<ValueType>;
  },
): readonly Check[] =>
  rule.operands.flatMap((operand) => {
    if (operand.kind !== "value") return [];
    return (scope: Scope): void => {
      const value = scope.values[operand.name];
      if (value === undefined || rule.allowed.has(typeOf(value))) return;
      throw validationError(
        `Invalid ${kind}: Incorrect operand type for operator or function; operator or function: ${rule.operator}, ` +
          `operand type: ${typeOf(value)}`,
      );
    };
  });

const boundsCheck =
  (kind: ExpressionKind, from: OperandSyntax, to: OperandSyntax): Check =>
  (scope) => {
    if (from.kind !== "value" || to.kind !== "value") return;
    const [least, most] = [scope.values[from.name], scope.values[to.name]];
    const order = least && most && compareValues(least, most);
    if (order === undefined) {
      throw validationError(`Invalid ${kind}: The BETWEEN operator requires same data type for lower and upper bounds`);
    }
    if (order > 0) {
      throw validationError(
        `Invalid ${kind}: The BETWEEN operator requires upper bound to be greater than or equal to lower bound`,
      );
    }
  };

const functionChecks = (
  kind: ExpressionKind,
  { name, operands }: Extract<ConditionSyntax, { readonly kind: "function" }>,
): readonly Check[] => {
  if (name === "begins_with") {
    return typeChecks(kind, { operator: name, operands, allowed: startable });
  }
  const [, type] = operands;
  if (name !== "attribute_type") return [];
  if (type?.kind !== "value") {
    throw validationError(
      `Invalid ${kind}: Incorrect operand type for operator or function; operator or function: ${name}`,
    );
  }
  return [
    ({ values }) => {
      const wanted = values[type.name]?.S;
      if (wanted !== undefined && isValueType(wanted)) return;
      throw validationError(`Invalid ${kind}: Invalid attribute type name found; type: ${wanted ?? "none"}`);
    },
  ];
};
