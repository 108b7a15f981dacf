import type { Mention } from "../channel/channel-event.ts";
import type { KnownWord } from "./lexicon/words.ts";
import { type NormalText, oddDigit } from "./normalise.ts";

export type TokenKind = "word" | "number" | "sign" | "mention" | "hashtag" | "link" | "mark" | "line";

export type Token = {
  readonly kind: TokenKind;
  /** In lower case; a hashtag without its `#`. */
  readonly text: string;
  /** In the normalised text: `start` inclusive, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Nothing stands between it and the token before. */
  readonly glued: boolean;
  /** As written, for what tells `EUR` from a word. */
  readonly upper?: boolean;
  /** Absent from a mention that the network does not resolve, or that something sticks to. */
  readonly mention?: Mention | undefined;
  /** What the languages know of the word; looked up once. */
  readonly known?: KnownWord | undefined;
};

export type Placed = { readonly mention: Mention; readonly start: number; readonly end: number };

export type Scan = {
  readonly normal: NormalText;
  /** In the order of the original text, by its UTF-16 indices. */
  readonly mentions: readonly Placed[];
  readonly know: (word: string) => KnownWord | undefined;
  readonly steps: { count: number };
};

const letter = /[\p{L}\p{M}_]/u;
const wordRest = /[\p{L}\p{M}\p{N}_]/u;
/** French and Italian write these before a word without a space: `n'envoie`, `l'addition`. */
const elisions = new Set("n d l j m t s c qu jusqu puisqu quelqu all dell nell sull dall un quest quell".split(" "));
const longestElision = 6;
const signs = new Set("€$£¥₹₩₺₽₴₪₫₦₱฿¢");

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code < 0x250) return code !== 0xd7 && code !== 0xf7;
  if (code >= 0x2010 && code <= 0x2bff) return false;
  return letter.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
};

const isWordCharacter = (text: string, at: number): boolean =>
  at < text.length &&
  (isDigit(text.charCodeAt(at)) ||
    isLetter(text, at) ||
    wordRest.test(String.fromCodePoint(text.codePointAt(at) ?? 0)));

/** The text in pieces, in one pass. */
export const tokensOf = (scan: Scan): readonly Token[] => {
  const { normal, mentions, steps } = scan;
  const { text, origin } = normal;
  const tokens: Token[] = [];
  let next = 0;
  let at = 0;
  let previousEnd = -1;
  while (at < text.length) {
    steps.count += 1;
    const code = text.charCodeAt(at);
    // "peux-tu", "vingt-trois": a hyphen between letters separates words as a space does.
    if (code === 32 || (code === 45 && at === previousEnd && isLetter(text, at - 1) && isLetter(text, at + 1))) {
      at += 1;
      continue;
    }
    const original = origin ? (origin[at] ?? 0) : at;
    let placed = mentions[next];
    while (placed && placed.start < original) placed = mentions[++next];
    const glued = at === previousEnd;
    const token =
      placed?.start === original && placed.end > placed.start
        ? mentionToken(text, at, { placed, glued })
        : tokenAt(scan, at, { code, glued });
    steps.count += token.end - at;
    tokens.push(token);
    at = token.end;
    previousEnd = at;
  }
  return tokens;
};

const mentionToken = (text: string, at: number, found: { placed: Placed; glued: boolean }): Token => {
  const end = at + found.placed.end - found.placed.start;
  const mention = isWordCharacter(text, end) ? undefined : found.placed.mention;
  return { kind: "mention", text: "@", start: at, end, glued: found.glued, mention };
};

const tokenAt = (scan: Scan, at: number, { code, glued }: { code: number; glued: boolean }): Token => {
  const { text } = scan.normal;
  if (isDigit(code)) return { kind: "number", text: "", start: at, end: numberEnd(text, at), glued };
  if (isLetter(text, at)) return wordAt(scan, at, glued);
  if (code === 10) return { kind: "line", text: "\n", start: at, end: at + 1, glued };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const after = at + character.length;
  if (
    (character === "#" || character === "＃") &&
    !(glued && isWordCharacter(text, at - 1)) &&
    isWordCharacter(text, after)
  )
    return hashtagAt(scan, at, glued);
  // An account that the network did not find: a name to ask about, never one to look for.
  if ((character === "@" || character === "＠") && isLetter(text, after) && !(at > 0 && isLetter(text, at - 1)))
    return { kind: "mention", text: "@", start: at, end: wordEnd(text, after), glued };
  const known = character === "/" ? scan.know(character) : undefined;
  return { kind: signs.has(character) ? "sign" : "mark", text: character, start: at, end: after, glued, known };
};

const wordEnd = (text: string, from: number): number => {
  let end = from;
  while (isWordCharacter(text, end)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
};

const lettersEnd = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && isLetter(text, end)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
};

const wordAt = (scan: Scan, start: number, glued: boolean): Token => {
  const { text } = scan.normal;
  let end = lettersEnd(text, start);
  if (isLinkAt(text, start, end)) return { kind: "link", text: "", start, end: linkEnd(text, end), glued };
  while (text.charCodeAt(end) === 39 && isLetter(text, end + 1)) {
    if (end - start <= longestElision && elisions.has(text.slice(start, end).toLowerCase())) {
      end += 1;
      break;
    }
    end = lettersEnd(text, end + 1);
  }
  const written = text.slice(start, end);
  const lower = written.toLowerCase();
  const upper = written !== lower && written === written.toUpperCase();
  return { kind: "word", text: lower, start, end, glued, upper, known: scan.know(lower) };
};

const isLinkAt = (text: string, start: number, end: number): boolean => {
  const word = text.slice(start, end).toLowerCase();
  if (word === "http" || word === "https") return text.startsWith("://", end);
  return word === "www" && text.charAt(end) === ".";
};

const linkEnd = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && text.charCodeAt(end) > 32) end += 1;
  return end;
};

const hashtagAt = (scan: Scan, at: number, glued: boolean): Token => {
  const { text } = scan.normal;
  const start = at + 1;
  const letters = lettersEnd(text, start);
  const verb = text.slice(start, letters).toLowerCase();
  // `#envoyer20€` is a verb and an amount.
  if (letters > start && isDigit(text.charCodeAt(letters)) && scan.know(verb)?.isVerb)
    return { kind: "hashtag", text: verb, start: at, end: letters, glued, known: scan.know(verb) };
  const end = wordEnd(text, start);
  const tag = text.slice(start, end);
  return letter.test(tag)
    ? { kind: "hashtag", text: tag.toLowerCase(), start: at, end, glued, known: scan.know(tag.toLowerCase()) }
    : { kind: "mark", text: "#", start: at, end: start, glued };
};

/** Digits with the separators inside them. A space groups only exactly three digits: `1 000`, not `06 12`. */
const numberEnd = (text: string, start: number): number => {
  let end = start;
  const digits = (from: number): number => {
    let last = from;
    while (isDigit(text.charCodeAt(last))) last += 1;
    return last;
  };
  end = digits(start);
  let spaced = end - start <= 3;
  for (;;) {
    const separator = text.charAt(end);
    const last = digits(end + 1);
    const length = last - end - 1;
    if (length === 0) break;
    if (separator === " " && !(spaced && length === 3)) break;
    if (separator !== " " && separator !== "." && separator !== "," && separator !== "'") break;
    spaced = separator === " " ? spaced : false;
    end = last;
  }
  return end + roundEnding(text, end);
};

/** `20,-` and `20.--` are how German, Dutch and Swiss writers say that there are no cents. */
const roundEnding = (text: string, end: number): number => {
  const separator = text.charAt(end);
  if (separator !== "," && separator !== ".") return 0;
  let length = 1;
  while (length <= 2 && /[-–—]/.test(text.charAt(end + length))) length += 1;
  return length > 1 && !isDigit(text.charCodeAt(end + length)) ? length : 0;
};

export const isOdd = (text: string, at: number): boolean => text.charAt(at) === oddDigit;
