import type { Mention } from "../channel/channel-event.ts";
import { meaningAt } from "./meaning.ts";
import { oddDigit } from "./normalise.ts";
import type { Amount, Part, Reader } from "./part.ts";
import { quotedTokens } from "./quotes.ts";
import { amountAt, hiddenWithin } from "./read-amount.ts";
import type { Token } from "./tokens.ts";

/** Words and signs after a number that make it another one: "20k", "20 mille", "2 million". */
const scales = new Set(
  "k m mio mrd mln mille mil mila million millions millón millones milhão milhões milione milioni millionen miljoen tausend duizend thousand hundred hundert honderd grand".split(
    " ",
  ),
);
const times = new Set(["x", "×", "*"]);
/** Glued before or after a number these make it a date, a time, a range, a share, a product. */
const joiners = new Set(["-", "–", "—", "/", "~", "%", "‰", "<", ">", "≈", "^", "×", "*", "°", "#", "№", oddDigit]);

/** The tokens as pieces with a meaning, in one pass; `bot` is an account's id on the network. */
export const partsOf = (reader: Reader, bot: string): readonly Part[] => {
  const parts: Part[] = [];
  const quoted = quotedTokens(reader.tokens, reader.steps);
  for (let at = 0; at < reader.tokens.length;) {
    reader.steps.count += 1;
    const token = reader.tokens[at];
    if (!token) break;
    if (quoted?.[at] === 1) {
      const { start, end, text, glued } = token;
      parts.push({ kind: "quoted", start, end, text, glued });
      at += 1;
      continue;
    }
    const { part, end } = partAt(reader, at, { token, bot, before: parts.at(-1) });
    parts.push(part);
    at = Math.max(end, at + 1);
  }
  return parts;
};

type Here = { readonly token: Token; readonly bot: string; readonly before: Part | undefined };
type FoundPart = { readonly part: Part; readonly end: number };

const partAt = (reader: Reader, at: number, here: Here): FoundPart => {
  const { token } = here;
  const basic = { start: token.start, end: token.end, text: token.text, glued: token.glued };
  switch (token.kind) {
    case "mention":
      return { part: mentionPart(basic, token.mention, here.bot), end: at + 1 };
    case "line":
      return { part: { ...basic, kind: "break" }, end: at + 1 };
    case "link":
      return { part: { ...basic, kind: "link" }, end: at + 1 };
    case "hashtag":
      return hashtagPart(reader, at, basic);
    case "number":
    case "sign":
      return numberPart(reader, at, here) ?? { part: { ...basic, kind: "mark" }, end: at + 1 };
    case "word":
      return numberPart(reader, at, here) ?? wordPart(reader, at, basic);
    case "mark":
      return markPart(reader, at, basic);
  }
};

type Basic = { readonly start: number; readonly end: number; readonly text: string; readonly glued: boolean };

const mentionPart = (basic: Basic, mention: Mention | undefined, bot: string): Part =>
  mention?.userId === bot ? { ...basic, kind: "bot" } : { ...basic, kind: "payee", mention };

const hashtagPart = (reader: Reader, at: number, basic: Basic): FoundPart => {
  const found = meaningAt(reader, at);
  const tag = { ...basic, text: reader.text.slice(basic.start + 1, basic.end) };
  return found?.meaning.kind === "verb" && found.length === 1
    ? { part: { ...tag, kind: "verb", verb: found.meaning.verb, tagged: true }, end: at + 1 }
    : { part: { ...tag, kind: "hashtag" }, end: at + 1 };
};

const sentenceEnds = new Set([".", "!", "?", "…"]);

const markPart = (reader: Reader, at: number, basic: Basic): FoundPart => {
  const found = basic.text === "/" ? meaningAt(reader, at) : undefined;
  if (found?.meaning.kind === "role")
    return spanning(reader, at, { part: { ...basic, kind: "role", role: found.meaning.role }, length: found.length });
  // "t.co", "3.5": a point inside a word ends no sentence.
  const next = reader.tokens[at + 1];
  const inside = basic.text === "." && basic.glued && next?.glued === true && next.kind === "word";
  return { part: { ...basic, kind: sentenceEnds.has(basic.text) && !inside ? "break" : "mark" }, end: at + 1 };
};

const wordPart = (reader: Reader, at: number, basic: Basic): FoundPart => {
  const found = meaningAt(reader, at);
  const { meaning } = found ?? {};
  const length = found?.length ?? 1;
  if (meaning?.kind === "verb")
    return spanning(reader, at, { part: { ...basic, kind: "verb", verb: meaning.verb }, length: length });
  if (meaning?.kind === "role" && meaning.role !== "common")
    return spanning(reader, at, { part: { ...basic, kind: "role", role: meaning.role }, length: length });
  const numeric = /\p{N}/u.test(basic.text);
  return { part: { ...basic, kind: "word", numeric }, end: at + 1 };
};

const spanning = (reader: Reader, at: number, { part, length }: { part: Part; length: number }): FoundPart => ({
  part: { ...part, end: reader.tokens[at + length - 1]?.end ?? part.end },
  end: at + length,
});

/** An amount, or a number that is none. Undefined where there is no number. */
const numberPart = (reader: Reader, at: number, here: Here): FoundPart | undefined => {
  const found = amountAt(reader, at);
  if (!found) return undefined;
  const { token } = here;
  const last = reader.tokens[found.end - 1] ?? token;
  const basic = { start: token.start, end: last.end, text: "", glued: token.glued };
  // "a coffee", "un café": an article, not the number one.
  if (found.amount.naked && token.known?.number?.value === 1 && found.end === at + 1) return undefined;
  const disturbed = isDisturbed(reader, at, { found, here, last });
  if (disturbed && found.amount.naked) return { part: { ...basic, kind: "word", numeric: true }, end: found.end };
  const amount: Amount = disturbed ? { money: undefined, naked: false } : found.amount;
  return { part: { ...basic, kind: "amount", amount }, end: found.end };
};

type Around = { readonly found: { end: number; amount: Amount }; readonly here: Here; readonly last: Token };

/** What stands around the number makes it something else than an amount, or leaves open which. */
const isDisturbed = (reader: Reader, at: number, { found, here, last }: Around): boolean => {
  const { token, before } = here;
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
