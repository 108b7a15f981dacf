import { validationError } from "../errors.ts";
import type { Placeholders } from "./syntax.ts";

export type Token = {
  /** `name` is a plain word, `alias` a `#name`, `value` a `:value`. */
  readonly kind: "name" | "alias" | "value" | "number" | "symbol" | "end";
  readonly text: string;
};

/** Which of a request's expressions it is: DynamoDB's messages begin with it. */
export type ExpressionKind =
  "ConditionExpression" | "FilterExpression" | "KeyConditionExpression" | "ProjectionExpression" | "UpdateExpression";

/** The expression is read from left to right. */
export type TokenReader = {
  readonly peek: (ahead?: number) => Token;
  readonly next: () => Token;
  /** Takes the next token if it is this symbol or keyword (keywords in either case). */
  readonly accepts: (text: string) => boolean;
  readonly expect: (text: string) => void;
  readonly fail: (why?: string) => never;
  readonly expectEnd: () => void;
  /** The aliases and values that the expression names anywhere. */
  readonly placeholders: Placeholders;
};

const pattern =
  /\s*(?:(?<value>:[A-Za-z0-9_]+)|(?<alias>#[A-Za-z0-9_]+)|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>()[\].,+-]))/y;

const tokensOf = (kind: ExpressionKind, text: string): readonly Token[] => {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < trimmed.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(trimmed)?.groups;
    const [found] = Object.entries(groups ?? {}).filter(([, part]) => part !== undefined);
    if (found === undefined) {
      throw validationError(
        `Invalid ${kind}: Syntax error; token: "${trimmed[at]}", near: "${trimmed.slice(at, at + 12)}"`,
      );
    }
    tokens.push({ kind: found[0] as Token["kind"], text: found[1] });
  }
  return tokens;
};

const end: Token = { kind: "end", text: "<EOF>" };

export const readTokens = (kind: ExpressionKind, text: string): TokenReader => {
  const tokens = tokensOf(kind, text);
  if (tokens.length === 0) throw validationError(`Invalid ${kind}: The expression can not be empty;`);
  let place = 0;
  const peek = (ahead = 0): Token => tokens[place + ahead] ?? end;
  const next = (): Token => {
    const token = peek();
    place += 1;
    return token;
  };
  const fail = (why?: string): never => {
    throw validationError(`Invalid ${kind}: ${why ?? `Syntax error; token: "${peek().text}"`}`);
  };
  const accepts = (wanted: string): boolean => {
    const { kind: found, text: word } = peek();
    const isThere = (found === "symbol" || found === "name") && word.toUpperCase() === wanted;
    if (isThere) place += 1;
    return isThere;
  };
  const expect = (wanted: string): void => {
    if (!accepts(wanted)) fail();
  };
  const expectEnd = (): void => {
    if (peek() !== end) fail();
  };
  const textsOf = (wanted: Token["kind"]): ReadonlySet<string> =>
    new Set(tokens.filter((token) => token.kind === wanted).map(({ text: placeholder }) => placeholder));
  const placeholders = { aliases: textsOf("alias"), values: textsOf("value") };
  return { peek, next, accepts, expect, fail, expectEnd, placeholders };
};
