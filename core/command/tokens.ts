import type { Mention } from "../channel/channel-event.ts";
import { type Vocabulary, hashOn, hashStart, smallLetters } from "./lexicon/vocabulary.ts";
import type { Found, KnownWord } from "./lexicon/words.ts";
import type { NormalText } from "./normalise.ts";

type TokenKind = "word" | "number" | "sign" | "mention" | "hashtag" | "link" | "mark" | "line";

export type Token = {
  readonly kind: TokenKind;
  /** A sign as it stands; a word that is known, in small letters. Whatever else is empty. */
  text: string;
  /** In the normalised text: `start` inclusive, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Nothing stands between it and the token before. */
  readonly glued: boolean;
  /** Absent from a mention that the network does not resolve, or that something sticks to. */
  mention: Mention | undefined;
  /** What the languages know of the word; looked up once. */
  known: KnownWord | undefined;
  /** What it means here, with the words after it: found once, however often it is asked for. */
  found: Found | "nothing" | undefined;
};

export type Scan = {
  readonly normal: NormalText;
  /** In the order of the original text, by its UTF-16 indices. */
  readonly mentions: readonly Mention[];
  readonly vocabulary: Vocabulary<KnownWord>;
  readonly steps: { count: number };
};

const letter = /[\p{L}\p{M}_]/u;
/** `#_` and `#1_2` are no hashtags. */
const realLetter = /[\p{L}\p{M}]/u;
const wordRest = /[\p{L}\p{M}\p{N}_]/u;
/** French and Italian write these before a word without a space: `n'envoie`, `l'addition`. */
const elisions = new Set("n d l j m t s c qu jusqu puisqu quelqu all dell nell sull dall un quest quell".split(" "));
const longestElision = 6;
/** By their codes. */
const signs: ReadonlyMap<number, string> = new Map([..."€$£¥₹₩₺₽₴₪₫₦₱฿¢"].map((sign) => [sign.charCodeAt(0), sign]));

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 0x250) return smallLetters[code] !== 0;
  if (code >= 0x2010 && code <= 0x2bff) return false;
  return letter.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
};

const isWordCharacter = (text: string, at: number): boolean => {
  if (at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (code < 0x250) return smallLetters[code] !== 0 || isDigit(code);
  return isLetter(text, at) || wordRest.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
};

/** One string for each: none is made for every comma. */
const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** What a token is made from, besides the text: where it starts, and whether something sticks to it. */
type Place = { start: number; glued: boolean };

/** All tokens are of one shape: whoever reads them finds each field in the same place. */
const tokenTo = (kind: TokenKind, end: number, { start, glued }: Place): Token => ({
  kind,
  text: "",
  start,
  end,
  glued,
  mention: undefined,
  known: undefined,
  found: undefined,
});

/** The text in pieces, in one pass. */
export const tokensOf = (scan: Scan): readonly Token[] => {
  const { normal, mentions, steps } = scan;
  const { text, origin } = normal;
  const tokens: Token[] = [];
  const place: Place = { start: 0, glued: false };
  let next = 0;
  let previousEnd = -1;
  for (let at = 0; at < text.length;) {
    steps.count += 1;
    const code = text.charCodeAt(at);
    // "peux-tu", "vingt-trois": a hyphen between letters separates words as a space does.
    if (code === 32 || (code === 45 && at === previousEnd && isLetter(text, at - 1) && isLetter(text, at + 1))) {
      at += 1;
      continue;
    }
    const original = origin ? (origin[at] ?? 0) : at;
    while (next < mentions.length && (mentions[next]?.start ?? 0) < original) next += 1;
    const placed = mentions[next];
    place.start = at;
    place.glued = at === previousEnd;
    const token = placed?.start === original ? mentionToken(text, placed, place) : tokenAt(scan, code, place);
    steps.count += token.end - at;
    tokens.push(token);
    at = token.end;
    previousEnd = at;
  }
  return tokens;
};

const mentionToken = (text: string, mention: Mention, place: Place): Token => {
  const token = tokenTo("mention", place.start + mention.end - mention.start, place);
  if (!isWordCharacter(text, token.end)) token.mention = mention;
  return token;
};

const tokenAt = (scan: Scan, code: number, place: Place): Token => {
  const { text } = scan.normal;
  const { start, glued } = place;
  if (isDigit(code)) return tokenTo("number", numberEnd(text, start), place);
  if (isLetter(text, start)) return wordAt(scan, place);
  if (code === 10) return tokenTo("line", start + 1, place);
  const end = start + characterLength(text, start);
  const sign = signs.get(code);
  const character = sign ?? (code < 128 ? (ascii[code] ?? "") : text.slice(start, end));
  if (character === "#" && isWordCharacter(text, end) && !(glued && sticksToHashtag(text, start - 1)))
    return hashtagAt(scan, place);
  // An account that the network did not find: a name to ask about, never one to look for.
  if ((character === "@" || character === "＠") && isLetter(text, end) && !(start > 0 && isLetter(text, start - 1)))
    return tokenTo("mention", wordEnd(text, end), place);
  const mark = tokenTo(sign === undefined ? "mark" : "sign", end, place);
  mark.text = character;
  if (character === "/") mark.known = scan.vocabulary.find(text, start, end);
  return mark;
};

/** A word or `&` before a `#`: it starts no hashtag. */
const sticksToHashtag = (text: string, at: number): boolean => isWordCharacter(text, at) || text.charAt(at) === "&";

const wordEnd = (text: string, from: number): number => {
  let end = from;
  while (isWordCharacter(text, end)) end += characterLength(text, end);
  return end;
};

const lettersEnd = (text: string, from: number): number => {
  let end = from;
  for (;;) {
    while ((smallLetters[text.charCodeAt(end)] ?? 0) !== 0) end += 1;
    if (end >= text.length || !isLetter(text, end)) return end;
    end += characterLength(text, end);
  }
};

/** Hashed on the way: most words end where their Latin letters end. */
const wordAt = (scan: Scan, place: Place): Token => {
  const { text } = scan.normal;
  const { start } = place;
  let end = start;
  let hash = hashStart;
  for (;;) {
    const small = smallLetters[text.charCodeAt(end)] ?? 0;
    if (small === 0) break;
    hash = hashOn(hash, small);
    end += 1;
  }
  const code = text.charCodeAt(end);
  const goesOn = code >= 0x250 || code === 39 || code === 46 || code === 58;
  return goesOn
    ? longWordAt(scan, place, lettersEnd(text, end))
    : wordTo(end, place, scan.vocabulary.findHashed(text, { start, end, hash }));
};

/** With an apostrophe, letters of other scripts, or the start of a link. */
const longWordAt = (scan: Scan, place: Place, lettersTo: number): Token => {
  const { text } = scan.normal;
  const { start } = place;
  const code = text.charCodeAt(lettersTo);
  if ((code === 58 || code === 46) && isLinkAt(text, start, lettersTo))
    return tokenTo("link", linkEnd(text, lettersTo), place);
  const end = code === 39 ? apostropheEnd(text, start, lettersTo) : lettersTo;
  return wordTo(end, place, scan.vocabulary.find(text, start, end));
};

const wordTo = (end: number, place: Place, known: KnownWord | undefined): Token => {
  const token = tokenTo("word", end, place);
  token.known = known;
  if (known) token.text = known.word;
  return token;
};

/** "don't" is one word, "n'envoie" are two, of which the first takes the apostrophe. */
const apostropheEnd = (text: string, start: number, from: number): number => {
  let end = from;
  while (text.charCodeAt(end) === 39 && isLetter(text, end + 1)) {
    if (end - start <= longestElision && elisions.has(text.slice(start, end).toLowerCase())) return end + 1;
    end = lettersEnd(text, end + 1);
  }
  return end;
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

const hashtagAt = (scan: Scan, place: Place): Token => {
  const { text } = scan.normal;
  const start = place.start + 1;
  const letters = lettersEnd(text, start);
  // `#envoyer20€` is a verb and an amount.
  const isJoined = isDigit(text.charCodeAt(letters)) && isVerb(scan.vocabulary.find(text, start, letters));
  const end = isJoined ? letters : wordEnd(text, start);
  const goesOn = text.charAt(end) === "#" || text.startsWith("://", end);
  if (goesOn || !realLetter.test(text.slice(start, end))) {
    const mark = tokenTo("mark", start, place);
    mark.text = "#";
    return mark;
  }
  const token = tokenTo("hashtag", end, place);
  token.known = scan.vocabulary.find(text, start, end);
  return token;
};

const isVerb = (known: KnownWord | undefined): boolean =>
  known?.alone.some(({ found }) => found.meaning.kind === "verb") ?? false;

/** Digits with the separators inside them. A space groups only exactly three digits: `1 000`, not `06 12`. */
const numberEnd = (text: string, start: number): number => {
  let end = digitsEnd(text, start);
  let spaced = end - start <= 3;
  for (;;) {
    const separator = text.charCodeAt(end);
    const isSpace = separator === 32;
    if (!isSpace && separator !== 46 && separator !== 44 && separator !== 39) break;
    const last = digitsEnd(text, end + 1);
    const length = last - end - 1;
    if (length === 0 || (isSpace && !(spaced && length === 3))) break;
    spaced &&= isSpace;
    end = last;
  }
  return end + roundEnding(text, end);
};

const digitsEnd = (text: string, from: number): number => {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
};

/** `20,-` and `20.--` are how German, Dutch and Swiss writers say that there are no cents. */
const roundEnding = (text: string, end: number): number => {
  const separator = text.charAt(end);
  if (separator !== "," && separator !== ".") return 0;
  let length = 1;
  while (length <= 2 && /[-–—]/.test(text.charAt(end + length))) length += 1;
  return length > 1 && !isDigit(text.charCodeAt(end + length)) ? length : 0;
};
