import { parsePath } from "./parse-path.ts";
import type { ActionSyntax, TermSyntax } from "./syntax.ts";
import type { TokenReader } from "./tokens.ts";

type Clause = "SET" | "REMOVE" | "ADD" | "DELETE";

/** ("SET" set, … | "REMOVE" path, … | "ADD" path :value, … | "DELETE" path :value, …)+, each clause once (guide, "Update expressions"). */
export const parseUpdate = (reader: TokenReader): readonly ActionSyntax[] => {
  const actions: ActionSyntax[] = [];
  const seen = new Set<Clause>();
  while (reader.peek().kind !== "end") {
    const clause = parseClause(reader);
    if (seen.has(clause)) reader.fail(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    do actions.push(parseAction[clause](reader));
    while (reader.accepts(","));
  }
  return actions;
};

const parseClause = (reader: TokenReader): Clause => {
  if (reader.accepts("SET")) return "SET";
  if (reader.accepts("REMOVE")) return "REMOVE";
  if (reader.accepts("ADD")) return "ADD";
  if (reader.accepts("DELETE")) return "DELETE";
  return reader.fail();
};

const parseSet = (reader: TokenReader): ActionSyntax => {
  const path = parsePath(reader);
  reader.expect("=");
  const left = parseTerm(reader);
  if (reader.accepts("+")) return { kind: "set", path, term: { kind: "sum", left, right: parseTerm(reader) } };
  if (reader.accepts("-")) return { kind: "set", path, term: { kind: "difference", left, right: parseTerm(reader) } };
  return { kind: "set", path, term: left };
};

const parseSetChange =
  (kind: "add" | "delete") =>
  (reader: TokenReader): ActionSyntax => {
    const path = parsePath(reader);
    const { kind: found, text } = reader.next();
    return found === "value" ? { kind, path, value: text } : reader.fail(`Syntax error; token: "${text}"`);
  };

const parseAction: Readonly<Record<Clause, (reader: TokenReader) => ActionSyntax>> = {
  SET: parseSet,
  REMOVE: (reader) => ({ kind: "remove", path: parsePath(reader) }),
  ADD: parseSetChange("add"),
  DELETE: parseSetChange("delete"),
};

const parseTerm = (reader: TokenReader): TermSyntax => {
  const { kind, text } = reader.peek();
  if (kind === "value") return { kind, name: reader.next().text };
  if (kind === "name" && reader.peek(1).text === "(") return parseCall(reader, text);
  return { kind: "path", path: parsePath(reader) };
};

const parseCall = (reader: TokenReader, name: string): TermSyntax => {
  if (name !== "if_not_exists" && name !== "list_append") {
    return reader.fail(`Invalid function name; function: ${name}`);
  }
  reader.next();
  reader.expect("(");
  const left = parseTerm(reader);
  reader.expect(",");
  const right = parseTerm(reader);
  reader.expect(")");
  if (name === "list_append") return { kind: name, left, right };
  return left.kind === "path"
    ? { kind: name, path: left.path, otherwise: right }
    : reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
};
