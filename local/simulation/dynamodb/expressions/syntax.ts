/** A step into a document: an attribute by its name, an attribute by an alias (`#name`), an element of a list. */
export type PathStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "alias"; readonly alias: string }
  | { readonly kind: "element"; readonly at: number };
export type PathSyntax = readonly [PathStep, ...PathStep[]];

export type OperandSyntax =
  | { readonly kind: "path"; readonly path: PathSyntax }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "size"; readonly path: PathSyntax };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ConditionFunction =
  "attribute_exists" | "attribute_not_exists" | "attribute_type" | "begins_with" | "contains";

export type ConditionSyntax =
  | { readonly kind: "and" | "or"; readonly left: ConditionSyntax; readonly right: ConditionSyntax }
  | { readonly kind: "not"; readonly inner: ConditionSyntax }
  | { readonly kind: "parentheses"; readonly inner: ConditionSyntax }
  | {
      readonly kind: "comparison";
      readonly comparator: Comparator;
      readonly left: OperandSyntax;
      readonly right: OperandSyntax;
    }
  | {
      readonly kind: "between";
      readonly operand: OperandSyntax;
      readonly from: OperandSyntax;
      readonly to: OperandSyntax;
    }
  | { readonly kind: "in"; readonly operand: OperandSyntax; readonly members: readonly OperandSyntax[] }
  | { readonly kind: "function"; readonly name: ConditionFunction; readonly operands: readonly OperandSyntax[] };

/** The right side of a `SET`. */
export type TermSyntax =
  | { readonly kind: "path"; readonly path: PathSyntax }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "if_not_exists"; readonly path: PathSyntax; readonly otherwise: TermSyntax }
  | { readonly kind: "list_append"; readonly left: TermSyntax; readonly right: TermSyntax }
  | { readonly kind: "sum" | "difference"; readonly left: TermSyntax; readonly right: TermSyntax };

export type ActionSyntax =
  | { readonly kind: "set"; readonly path: PathSyntax; readonly term: TermSyntax }
  | { readonly kind: "remove"; readonly path: PathSyntax }
  | { readonly kind: "add" | "delete"; readonly path: PathSyntax; readonly value: string };

/** Which aliases and values an expression uses. */
export type Placeholders = { readonly aliases: ReadonlySet<string>; readonly values: ReadonlySet<string> };
