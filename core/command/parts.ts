import { type Found, scales } from "./lexicon/words.ts";
import { meaningAt } from "./meaning.ts";
import { oddDigit } from "./normalise.ts";
import { type Amount, type Part, type Reader, plainPart } from "./part.ts";
import { quotedTokens } from "./quotes.ts";
import { amountAt, hiddenWithin } from "./read-amount.ts";
import type { Token } from "./tokens.ts";

const times = new Set(["x", "×", "*"]);
/** Glued before or after a number these make it a date, a time, a range, a share, a product. */
const joiners = new Set(["-", "–", "—", "/", "~", "%", "‰", "<", ">", "≈", "^", "×", "*", "°", "#", "№", oddDigit]);

/** The tokens as pieces with a meaning, in one pass. */
export const partsOf = (reader: Reader): readonly Part[] => {
  const { tokens, parts, steps } = reader;
  const quoted = quotedTokens(tokens, steps);
  for (let at = 0; at < tokens.length;) {
    steps.count += 1;
    const token = tokens[at];
    if (!token) break;
    if (quoted?.[at] === 1) at = add(reader, at, plainPart("quoted", token));
    else at = readToken(reader, at, token);
  }
  return parts;
};

/** Returns the token after the part, which is one token long. */
const add = ({ parts }: Reader, at: number, part: Part): number => {
  parts.push(part);
  return at + 1;
};

/** Adds the part that starts at a token; returns the token after it. */
const readToken = (reader: Reader, at: number, token: Token): number => {
  switch (token.kind) {
    case "mention": {
      const part = plainPart(token.mention?.userId === reader.bot ? "bot" : "payee", token);
      part.mention = token.mention;
      return add(reader, at, part);
    }
    case "line":
      return add(reader, at, plainPart("break", token));
    case "link":
      return add(reader, at, plainPart("link", token));
    case "hashtag":
      return add(reader, at, hashtagPart(reader, at, token));
    case "number":
    case "sign":
      return readNumber(reader, at, token) ?? add(reader, at, plainPart("mark", token));
    case "word":
      return (mayCount(reader, at, token) ? readNumber(reader, at, token) : undefined) ?? readWord(reader, at, token);
    case "mark":
      return readMark(reader, at, token);
  }
};

/** Only a number word, or the name of a currency before a number, starts an amount. */
const mayCount = ({ tokens }: Reader, at: number, token: Token): boolean => {
  const next = tokens[at + 1];
  if (next?.kind === "number" || next?.kind === "sign") return true;
  const { number } = token.known ?? {};
  // "a" and "un" are the number one only before a currency, and before a greater number.
  return (
    number !== undefined && (number.value > 1 || next?.known?.isUnit === true || next?.known?.number !== undefined)
  );
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

const readMark = (reader: Reader, at: number, token: Token): number => {
  const found = token.known ? meaningAt(reader, at) : undefined;
  if (found?.meaning.kind === "role") return readFound(reader, at, found);
  // "t.co": a point inside a word ends no sentence.
  const next = reader.tokens[at + 1];
  const inside = token.text === "." && token.glued && next?.glued === true && next.kind === "word";
  return add(reader, at, plainPart(sentenceEnds.has(token.text) && !inside ? "break" : "mark", token));
};

const readWord = (reader: Reader, at: number, token: Token): number => {
  const found = token.known ? meaningAt(reader, at) : undefined;
  if (found && found.meaning.kind !== "unit" && !isCommon(found)) return readFound(reader, at, found);
  const before = reader.parts.at(-1);
  if (before?.kind !== "word" || before.numeric) return add(reader, at, plainPart("word", token));
  // Words that do nothing are one piece.
  before.end = token.end;
  return at + 1;
};

const isCommon = ({ meaning, length }: Found): boolean =>
  meaning.kind === "role" && meaning.role === "common" && length === 1;

const readFound = ({ tokens, parts }: Reader, at: number, { meaning, length }: Found): number => {
  const token = tokens[at];
  if (!token) return at + length;
  const part = plainPart("word", token);
  part.end = tokens[at + length - 1]?.end ?? token.end;
  if (meaning.kind === "verb") {
    part.kind = "verb";
    part.verb = meaning.verb;
  } else if (meaning.kind === "role" && meaning.role !== "common") {
    part.kind = "role";
    part.role = meaning.role;
  }
  parts.push(part);
  return at + length;
};

/** An amount, or a number that is none. Undefined where there is no number. */
const readNumber = (reader: Reader, at: number, token: Token): number | undefined => {
  const found = amountAt(reader, at);
  if (!found) return undefined;
  const { parts } = reader;
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
  if (previous && decimalMarks.has(previous.text) && token.glued && startsNumber(reader.tokens[at - 2], previous))
    return true;
  if (previous?.text === ":" && token.glued && reader.tokens[at - 2]?.kind === "number") return true;
  if (previous?.text === "-" && !startsLine(reader.tokens[at - 2])) return true;
  if (previous && times.has(previous.text) && reader.tokens[at - 2]?.kind === "number") return true;
  if (before?.role === "approximately") return true;
  return isFollowedBadly(reader, found);
};

const decimalMarks = new Set([".", ",", "'"]);

/** "€.50", ",50": the mark ends nothing before it, so it belongs to the number. */
const startsNumber = (before: Token | undefined, mark: Token): boolean =>
  before === undefined || !mark.glued || before.kind === "sign" || before.kind === "mark";

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
  return role === "half" || role === "per" || role === "again" || (role === "approximately" && !amount.naked);
};

const isPerPerson = (reader: Reader, at: number): boolean => roleAt(reader, at) === "each";

const roleAt = (reader: Reader, at: number): string | undefined => {
  const meaning = meaningAt(reader, at)?.meaning;
  return meaning?.kind === "role" ? meaning.role : undefined;
};
