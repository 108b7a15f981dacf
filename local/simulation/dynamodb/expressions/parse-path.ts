import { reservedWords } from "./reserved-words.ts";
import type { PathStep, PathSyntax } from "./syntax.ts";
import type { Token, TokenReader } from "./tokens.ts";

const stepOf = (reader: TokenReader, token: Token): PathStep => {
  if (token.kind === "alias") return { kind: "alias", alias: token.text };
  if (token.kind !== "name") return reader.fail(`Syntax error; token: "${token.text}"`);
  if (reservedWords.has(token.text.toUpperCase())) {
    return reader.fail(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
  }
  return { kind: "name", name: token.text };
};

/** path := step (("." step) | ("[" number "]"))* */
export const parsePath = (reader: TokenReader): PathSyntax => {
  const steps: [PathStep, ...PathStep[]] = [stepOf(reader, reader.next())];
  for (;;) {
    if (reader.accepts(".")) {
      steps.push(stepOf(reader, reader.next()));
    } else if (reader.accepts("[")) {
      const { kind, text } = reader.next();
      if (kind !== "number") reader.fail(`Syntax error; token: "${text}"`);
      reader.expect("]");
      steps.push({ kind: "element", at: Number(text) });
    } else {
      return steps;
    }
  }
};

/** path ("," path)* */
export const parseProjection = (reader: TokenReader): readonly PathSyntax[] => {
  const paths = [parsePath(reader)];
  while (reader.accepts(",")) paths.push(parsePath(reader));
  return paths;
};
