import type { Token } from "./tokens.ts";

/** What closes a quotation, by what opens it. */
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "«": "»",
  "»": "«",
  "“": "”",
  "„": "“”",
  "‘": "'",
  "‹": "›",
  "`": "`",
  "'": "'",
};

const marks = new Set([">", ...Object.keys(closing)]);

/** These often stand alone; only a pair of them is a quotation. */
const needsPair = new Set(["'", "`", "»"]);

/**
 * Which tokens stand in quotation marks, the marks included, or in a line that starts with `>`: somebody else's words.
 * A quotation that nobody closes goes on to the end.
 */
export const quotedTokens = (tokens: readonly Token[], steps: { count: number }): Uint8Array | undefined => {
  if (!tokens.some(({ kind, text }) => kind === "mark" && marks.has(text))) return undefined;
  const quoted = new Uint8Array(tokens.length);
  let open: { at: number; mark: string } | undefined;
  const ends = lastPlaces(tokens);
  for (let at = 0; at < tokens.length; at += 1) {
    steps.count += 1;
    const token = tokens[at];
    if (!token) break;
    if (open) {
      quoted[at] = 1;
      if ((closing[open.mark] ?? "").includes(token.text) && at > open.at) open = undefined;
      continue;
    }
    if (token.kind !== "mark" || closing[token.text] === undefined || !opens(tokens, at)) continue;
    const closes = [...(closing[token.text] ?? "")].some((mark) => (ends.get(mark) ?? -1) > at);
    if (!closes && needsPair.has(token.text)) continue;
    quoted[at] = 1;
    open = { at, mark: token.text };
  }
  quoteLines(tokens, quoted);
  return quoted;
};

const lastPlaces = (tokens: readonly Token[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  for (const [at, { kind, text }] of tokens.entries()) if (kind === "mark") places.set(text, at);
  return places;
};

/** An inch sign or an apostrophe after a word opens nothing. */
const opens = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1];
  const text = tokens[at]?.text;
  if (text !== '"' && text !== "'" && text !== "`") return true;
  return !(tokens[at]?.glued === true && before !== undefined && before.kind !== "mark" && before.kind !== "line");
};

const quoteLines = (tokens: readonly Token[], quoted: Uint8Array): void => {
  let quoting = false;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === "line") quoting = false;
    else if (text === ">" && (at === 0 || tokens[at - 1]?.kind === "line")) quoting = true;
    if (quoting) quoted[at] = 1;
  }
};
