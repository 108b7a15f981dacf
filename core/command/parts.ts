import { scales } from "./lexicon/words.ts";
import { type Found, meaningAt } from "./meaning.ts";
import { oddDigit } from "./normalise.ts";
import { type Amount, type Part, type Reader, plainPart } from "./part.ts";
import { quotedTokens } from "./quotes.ts";
import { amountAt, hiddenWithin } from "./read-amount.ts";
import type { Token } from "./tokens.ts";

const times = new Set(["x", "×", "*"]);
/** Glued before or after a number these make it a date, a time, a range, a share, a product. */
const joiners = new Set(["-", "–", "—", "/", "~", "%", "‰", "<", ">", "≈", "^", "×", "*", "°", "#", "№", oddDigit]);

/** The tokens as pieces with a meaning, in one pass; `bot` is an account's id on the network. */
export const partsOf = (reader: Reader, bot: string): readonly Part[] => {
  const { tokens, steps } = reader;
  const parts: Part[] = [];
  const quoted = quotedTokens(tokens, steps);
  for (let at = 0; at < tokens.length;) {
    steps.count += 1;
    const token = tokens[at];
    if (!token) break;
    if (quoted?.[at] === 1) {
      parts.push(plainPart("quoted", token));
      at += 1;
    } else at = readToken(reader, at, { token, bot, parts });
  }
  return parts;
};

type Here = { readonly token: Token; readonly bot: string; readonly parts: Part[] };

/** Adds the part that starts at a token; returns the token after it. */
const readToken = (reader: Reader, at: number, here: Here): number => {
  const { token, parts, bot } = here;
  switch (token.kind) {
    case "mention": {
      const part = plainPart(token.mention?.userId === bot ? "bot" : "payee", token);
      part.mention = token.mention;
      return parts.push(part) && at + 1;
    }
    case "line":
      return parts.push(plainPart("break", token)) && at + 1;
    case "link":
      return parts.push(plainPart("link", token)) && at + 1;
    case "hashtag":
      return parts.push(hashtagPart(reader, at, token)) && at + 1;
    case "number":
    case "sign":
      return readNumber(reader, at, here) ?? (parts.push(plainPart("mark", token)) && at + 1);
    case "word":
      return (mayCount(reader, at, token) ? readNumber(reader, at, here) : undefined) ?? readWord(reader, at, here);
    case "mark":
      return readMark(reader, at, here);
  }
};

/** Only a number word, or the name of a currency before a number, starts an amount. */
const mayCount = ({ tokens }: Reader, at: number, token: Token): boolean => {
  const next = tokens[at + 1]?.kind;
  return token.known?.number !== undefined || next === "number" || next === "sign";
};

const hashtagPart = (reader: Reader, at: number, token: Token): Part => {
  const found = token.known ? meaningAt(reader, at) : undefined;
  const part = plainPart("hashtag", token);
  part.text = reader.text.slice(token.start + 1, token.end);
  if (found?.meaning.kind === "verb" && found.length === 1) {
    part.kind = "verb";
    part.verb = found.meaning.verb;
    part.tagged = true;
  }
  return part;
};

const sentenceEnds = new Set([".", "!", "?", "…"]);

const readMark = (reader: Reader, at: number, { token, parts }: Here): number => {
  const found = token.known ? meaningAt(reader, at) : undefined;
  if (found?.meaning.kind === "role") return readFound(reader, at, { token, parts, found });
  // "t.co": a point inside a word ends no sentence.
  const next = reader.tokens[at + 1];
  const inside = token.text === "." && token.glued && next?.glued === true && next.kind === "word";
  parts.push(plainPart(sentenceEnds.has(token.text) && !inside ? "break" : "mark", token));
  return at + 1;
};

const readWord = (reader: Reader, at: number, { token, parts }: Here): number => {
  const found = token.known ? meaningAt(reader, at) : undefined;
  if (found && found.meaning.kind !== "unit") return readFound(reader, at, { token, parts, found });
  parts.push(plainPart("word", token));
  return at + 1;
};

type Meant = { readonly token: Token; readonly parts: Part[]; readonly found: Found };

const readFound = (reader: Reader, at: number, { token, parts, found: { meaning, length } }: Meant): number => {
  const part = plainPart("word", token);
  part.end = reader.tokens[at + length - 1]?.end ?? token.end;
  if (meaning.kind === "verb") {
    part.kind = "verb";
    part.verb = meaning.verb;
  } else if (meaning.kind === "role") {
    // A common word does nothing but tell the language.
    part.kind = meaning.role === "common" ? "word" : "role";
    part.role = meaning.role;
  }
  parts.push(part);
  return at + length;
};

/** An amount, or a number that is none. Undefined where there is no number. */
const readNumber = (reader: Reader, at: number, here: Here): number | undefined => {
  const found = amountAt(reader, at);
  if (!found) return undefined;
  const { token, parts } = here;
  // "a coffee", "un café": an article, not the number one.
  if (found.amount.naked && token.known?.number?.value === 1 && found.end === at + 1) return undefined;
  const last = reader.tokens[found.end - 1] ?? token;
  const part = plainPart("amount", token);
  part.end = last.end;
  part.text = "";
  const disturbed = isDisturbed(reader, at, { found, token, before: parts.at(-1), last });
  if (disturbed && found.amount.naked) {
    part.kind = "word";
    part.numeric = true;
  } else part.amount = disturbed ? { money: undefined, naked: false } : found.amount;
  parts.push(part);
  return found.end;
};

type Around = {
  readonly found: { end: number; amount: Amount };
  readonly token: Token;
  readonly before: Part | undefined;
  readonly last: Token;
};

/** What stands around the number makes it something else than an amount, or leaves open which. */
const isDisturbed = (reader: Reader, at: number, { found, token, before, last }: Around): boolean => {
  const previous = reader.tokens[at - 1];
  if (hiddenWithin(reader.hidden, token.start, last.end)) return true;
  if (previous && token.glued && sticks(previous, before)) return true;
  if (previous?.text === ":" && token.glued && reader.tokens[at - 2]?.kind === "number") return true;
  if (previous?.text === "-" && !startsLine(reader.tokens[at - 2])) return true;
  if (previous && times.has(previous.text) && reader.tokens[at - 2]?.kind === "number") return true;
  if (before?.role === "approximately") return true;
  return isFollowedBadly(reader, found);
};

const startsLine = (token: Token | undefined): boolean => token === undefined || token.kind === "line";

const sticks = (previous: Token, before: Part | undefined): boolean =>
  joiners.has(previous.text) ||
  previous.kind === "number" ||
  previous.kind === "sign" ||
  (previous.kind === "word" && before?.kind !== "verb" && !previous.text.endsWith("'"));

const isFollowedBadly = (reader: Reader, { end, amount }: { end: number; amount: Amount }): boolean => {
  const next = reader.tokens[end];
  if (!next) return false;
  if (next.glued && (next.kind === "word" || next.kind === "number" || next.kind === "sign" || next.kind === "hashtag"))
    return true;
  if (next.glued && next.text === ":" && reader.tokens[end + 1]?.glued === true) return true;
  if (next.glued && joiners.has(next.text)) return !isPerPerson(reader, end);
  if (next.text === "%" || next.text === oddDigit) return true;
  if (times.has(next.text) || (next.kind === "word" && scales.has(next.text))) return true;
  if (next.text === "-" && reader.tokens[end + 1]?.kind === "number") return true;
  if (next.kind === "number" || next.kind === "sign") return !amount.naked || next.kind === "number";
  const role = roleAt(reader, end);
  return role === "half" || role === "per" || (role === "approximately" && !amount.naked);
};

const isPerPerson = (reader: Reader, at: number): boolean => roleAt(reader, at) === "each";

const roleAt = (reader: Reader, at: number): string | undefined => {
  const meaning = meaningAt(reader, at)?.meaning;
  return meaning?.kind === "role" ? meaning.role : undefined;
};
