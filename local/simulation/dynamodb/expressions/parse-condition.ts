import { parsePath } from "./parse-path.ts";
import type { Comparator, ConditionFunction, ConditionSyntax, OperandSyntax } from "./syntax.ts";
import type { TokenReader } from "./tokens.ts";

const comparators: ReadonlySet<string> = new Set<Comparator>(["=", "<>", "<", "<=", ">", ">="]);

/** How many operands each function takes. */
const functions: Readonly<Record<ConditionFunction, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};
const isFunction = (name: string): name is ConditionFunction => Object.hasOwn(functions, name);

/** or := and ("OR" and)*; binds weakest (DynamoDB's guide, "Condition and filter expressions, operators, and functions"). */
export const parseCondition = (reader: TokenReader): ConditionSyntax => {
  let left = parseAnd(reader);
  while (reader.accepts("OR")) left = { kind: "or", left, right: parseAnd(reader) };
  return left;
};

const parseAnd = (reader: TokenReader): ConditionSyntax => {
  let left = parseNot(reader);
  while (reader.accepts("AND")) left = { kind: "and", left, right: parseNot(reader) };
  return left;
};

const parseNot = (reader: TokenReader): ConditionSyntax =>
  reader.accepts("NOT") ? { kind: "not", inner: parseNot(reader) } : parsePrimary(reader);

const parsePrimary = (reader: TokenReader): ConditionSyntax => {
  if (reader.accepts("(")) {
    const inner = parseCondition(reader);
    reader.expect(")");
    if (inner.kind === "parentheses") reader.fail("The expression has redundant parentheses;");
    return { kind: "parentheses", inner };
  }
  const operand = parseOperand(reader);
  return "operands" in operand ? operand : parseComparison(reader, operand);
};

const parseComparison = (reader: TokenReader, left: OperandSyntax): ConditionSyntax => {
  if (reader.accepts("BETWEEN")) {
    const from = parsePlainOperand(reader);
    reader.expect("AND");
    return { kind: "between", operand: left, from, to: parsePlainOperand(reader) };
  }
  if (reader.accepts("IN")) {
    reader.expect("(");
    const members = [parsePlainOperand(reader)];
    while (reader.accepts(",")) members.push(parsePlainOperand(reader));
    reader.expect(")");
    return { kind: "in", operand: left, members };
  }
  const { text } = reader.peek();
  if (!comparators.has(text)) return reader.fail();
  reader.next();
  return { kind: "comparison", comparator: text as Comparator, left, right: parsePlainOperand(reader) };
};

type FunctionSyntax = Extract<ConditionSyntax, { readonly kind: "function" }>;

/** An operand, or a function that is a condition by itself. A word before a parenthesis is a function, even if reserved. */
const parseOperand = (reader: TokenReader): OperandSyntax | FunctionSyntax => {
  const { kind, text } = reader.peek();
  if (kind === "value") return { kind, name: reader.next().text };
  if (kind === "name" && reader.peek(1).text === "(") return parseCall(reader, text);
  return { kind: "path", path: parsePath(reader) };
};

const parseCall = (reader: TokenReader, name: string): OperandSyntax | FunctionSyntax => {
  if (name !== "size" && !isFunction(name)) return reader.fail(`Invalid function name; function: ${name}`);
  reader.next();
  reader.expect("(");
  const operands = [parsePlainOperand(reader)];
  while (reader.accepts(",")) operands.push(parsePlainOperand(reader));
  reader.expect(")");
  const wanted = name === "size" ? 1 : functions[name];
  if (operands.length !== wanted) {
    reader.fail(
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  const [first] = operands;
  if (first?.kind !== "path" && (name === "size" || name.startsWith("attribute_"))) {
    reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
  }
  return name === "size" && first?.kind === "path"
    ? { kind: "size", path: first.path }
    : { kind: "function", name: name as ConditionFunction, operands };
};

const parsePlainOperand = (reader: TokenReader): OperandSyntax => {
  const operand = parseOperand(reader);
  return "operands" in operand
    ? reader.fail(`The function is not allowed to be used this way in an expression; function: ${operand.name}`)
    : operand;
};
