import type { Found, KnownWord, Lexeme } from "./lexicon/words.ts";
import { type Language, languages } from "./lexicon/lexicon.ts";
import type { Reader } from "./part.ts";
import type { Token } from "./tokens.ts";

/** How much a word tells of its language, by the number of languages that have it. */
const weights = [0, 6, 3, 2, 1, 1, 1, 1];

/**
 * How many words of each language the text has; `spoken` is what the network says. On the way, what a word means in all
 * languages alike is kept with it.
 */
export const tallyLanguages = (
  tokens: readonly Token[],
  { spoken, steps }: { spoken: string | undefined; steps: { count: number } },
): number[] => {
  const tallies = [0, 0, 0, 0, 0, 0, 0];
  const followed = { tokens, steps };
  const named = spoken === undefined ? -1 : languages.indexOf(spoken.slice(0, 2).toLowerCase() as Language);
  if (named >= 0) tallies[named] = 1;
  for (let at = 0; at < tokens.length; at += 1) {
    steps.count += 1;
    const token = tokens[at];
    const known = token?.known;
    if (!known) continue;
    const goesOn = mayGoOn(tokens, at, known);
    if (!goesOn) token.found = known.agreed;
    const phrase = goesOn ? phraseAt(followed, at, known) : undefined;
    const bits = phrase ? 1 << phrase.language : known.languages;
    const weight = weights[bitCount(bits)] ?? 0;
    for (let rest = bits; rest > 0; rest &= rest - 1) {
      const language = 31 - Math.clz32(rest & -rest);
      tallies[language] = (tallies[language] ?? 0) + weight;
    }
  }
  return tallies;
};

/** The next word may make a form of several words. */
const mayGoOn = (tokens: readonly Token[], at: number, { seconds }: KnownWord): boolean => {
  const next = seconds.size > 0 ? tokens[at + 1] : undefined;
  return next !== undefined && (next.kind === "mark" || next.known?.follows === true) && seconds.has(next.text);
};

/** A form of several words that is written out here. */
const phraseAt = (followed: Followed, at: number, { phrases }: KnownWord): Lexeme | undefined => {
  for (const phrase of phrases) if (follows(followed, at + 1, phrase.rest)) return phrase;
  return undefined;
};

const bitCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count += 1;
  return count;
};

/** The language of most words, the first of the list where several are as likely. */
export const likeliest = (tallies: readonly number[]): number => {
  let best = 0;
  for (let language = 1; language < tallies.length; language += 1)
    if ((tallies[language] ?? 0) > (tallies[best] ?? 0)) best = language;
  return best;
};

/** What the words from a token on mean: in the text's language where it has them, else in the likeliest other. */
export const meaningAt = (reader: Reader, at: number): Found | undefined => {
  const token = reader.tokens[at];
  if (!token?.known) return undefined;
  token.found ??= lookUp(reader, at, token.known) ?? "nothing";
  return token.found === "nothing" ? undefined : token.found;
};

const lookUp = (reader: Reader, at: number, known: KnownWord): Found | undefined => {
  const phrase = mayGoOn(reader.tokens, at, known) ? likeliestOf(reader, at, known.phrases) : undefined;
  if (!phrase && known.alone.length <= 1) return known.alone[0]?.found;
  const alone = likeliestOf(reader, at, known.alone);
  const best = phrase && (!alone || scoreOf(reader, phrase) > scoreOf(reader, alone)) ? phrase : alone;
  return best?.found;
};

const likeliestOf = (reader: Reader, at: number, lexemes: readonly Lexeme[]): Lexeme | undefined => {
  let best: Lexeme | undefined;
  let bestScore = -1;
  for (const lexeme of lexemes) {
    reader.steps.count += 1;
    const score = scoreOf(reader, lexeme);
    if (score > bestScore && follows(reader, at + 1, lexeme.rest)) {
      best = lexeme;
      bestScore = score;
    }
  }
  return best;
};

/** The text's own language counts most, then the likelier one, then the longer form. */
const scoreOf = ({ language, tallies }: Reader, lexeme: Lexeme): number =>
  (lexeme.language === language ? 1_000_000 : 0) + (tallies[lexeme.language] ?? 0) * 100 + lexeme.rest.length;

type Followed = Pick<Reader, "tokens" | "steps">;

const follows = ({ tokens, steps }: Followed, at: number, words: readonly string[]): boolean => {
  for (let index = 0; index < words.length; index += 1) {
    steps.count += 1;
    if (tokens[at + index]?.text !== words[index]) return false;
  }
  return true;
};
