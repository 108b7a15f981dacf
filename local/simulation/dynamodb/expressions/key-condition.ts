import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { validationError } from "../errors.ts";
import { type Condition } from "./condition.ts";
import { resolvePath } from "./path.ts";
import type { Scope } from "./scope.ts";
import type { ConditionSyntax, OperandSyntax } from "./syntax.ts";

/** Which partition a query reads, and which part of it. */
export type KeyRange = {
  readonly partition: AttributeValue;
  /** The condition on the sort key, which the whole item is tested by; every entry of the partition without it. */
  readonly sort: ConditionSyntax | undefined;
};

export type KeyNames = { readonly partition: string; readonly sort: string | undefined };

const unwrap = (syntax: ConditionSyntax): ConditionSyntax =>
  syntax.kind === "parentheses" ? unwrap(syntax.inner) : syntax;

const partsOf = (syntax: ConditionSyntax): readonly ConditionSyntax[] => {
  const inner = unwrap(syntax);
  return inner.kind === "and" ? [...partsOf(inner.left), ...partsOf(inner.right)] : [inner];
};

const refuse = (why: string): never => {
  throw validationError(why);
};

const nameOf = (operand: OperandSyntax | undefined, scope: Scope): string | undefined => {
  if (operand?.kind !== "path" || operand.path.length > 1) return undefined;
  const [name] = resolvePath(operand.path, scope);
  return typeof name === "string" ? name : undefined;
};

/** The attribute that a part speaks of; only some operators are allowed on a key. */
const subjectOf = (part: ConditionSyntax, scope: Scope): string | undefined => {
  if (part.kind === "comparison" && part.comparator !== "<>") return nameOf(part.left, scope);
  if (part.kind === "between") return nameOf(part.operand, scope);
  if (part.kind === "function" && part.name === "begins_with") return nameOf(part.operands[0], scope);
  return refuse("Invalid operator used in KeyConditionExpression");
};

/** Reads a condition as `partition = :value`, or that and one condition on the sort key (guide, "Key condition expressions"). */
export const keyRangeOf = ({ syntax }: Condition, keys: KeyNames, scope: Scope): KeyRange => {
  const parts = partsOf(syntax);
  const [first, second] = [
    parts.find((part) => subjectOf(part, scope) === keys.partition),
    parts.find((part) => keys.sort !== undefined && subjectOf(part, scope) === keys.sort),
  ];
  if (first === undefined) return refuse(`Query condition missed key schema element: ${keys.partition}`);
  if (first.kind !== "comparison" || first.comparator !== "=" || first.right.kind !== "value") {
    return refuse("Query key condition not supported");
  }
  if (parts.length !== (second === undefined ? 1 : 2)) {
    return refuse(
      second === undefined && keys.sort !== undefined
        ? `Query condition missed key schema element: ${keys.sort}`
        : "Query key condition not supported",
    );
  }
  return { partition: scope.values[first.right.name] as AttributeValue, sort: second };
};
