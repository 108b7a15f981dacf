import { type Lexeme, type Meaning, entryOf, numberWordOf } from "./lexicon/words.ts";
import { type Language, languages } from "./lexicon/lexicon.ts";
import type { Reader } from "./part.ts";
import type { Token } from "./tokens.ts";

/** How much a word tells of its language, by the number of languages that have it. */
const weights = [0, 6, 3, 2, 1, 1, 1, 1];

/** How many words of each language the text has; `spoken` is what the network says. */
export const tallyLanguages = (
  tokens: readonly Token[],
  { spoken, steps }: { spoken: string | undefined; steps: { count: number } },
): number[] => {
  const tallies = languages.map((language): number => (spoken?.slice(0, 2).toLowerCase() === language ? 1 : 0));
  for (const [at, { kind, text }] of tokens.entries()) {
    steps.count += 1;
    if (kind !== "word" && kind !== "hashtag") continue;
    const entry = entryOf(text);
    const phrase = entry?.lexemes.find(({ rest }) => rest.length > 0 && follows({ tokens, steps }, at + 1, rest));
    const bits = phrase ? 1 << phrase.language : (entry?.languages ?? numberWordOf(text)?.languages ?? 0);
    if (bits === 0) continue;
    const weight = weights[bitCount(bits)] ?? 0;
    for (let language = 0; language < languages.length; language += 1)
      if (bits & (1 << language)) tallies[language] = (tallies[language] ?? 0) + weight;
  }
  return tallies;
};

const bitCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count += 1;
  return count;
};

/** The language of most words, the first of the list where several are as likely. */
export const likeliest = (tallies: readonly number[]): number => tallies.indexOf(Math.max(...tallies));

/** Undefined where no word and no network tells. */
export const languageOf = (tallies: readonly number[]): Language | undefined =>
  Math.max(...tallies) > 0 ? languages[likeliest(tallies)] : undefined;

export type Found = { readonly meaning: Meaning; readonly length: number };

/** What the words from a token on mean: in the text's language where it has them, else in the likeliest other. */
export const meaningAt = (reader: Reader, at: number): Found | undefined => {
  const known = reader.found[at];
  if (known !== undefined) return known === "nothing" ? undefined : known;
  const found = lookUp(reader, at);
  reader.found[at] = found ?? "nothing";
  return found;
};

const lookUp = (reader: Reader, at: number): Found | undefined => {
  const token = reader.tokens[at];
  const lexemes = token ? entryOf(token.text)?.lexemes : undefined;
  if (!lexemes) return undefined;
  let best: Lexeme | undefined;
  let bestScore = -1;
  for (const lexeme of lexemes) {
    reader.steps.count += 1;
    const own = lexeme.language === reader.language ? 1_000_000 : 0;
    const score = own + (reader.tallies[lexeme.language] ?? 0) * 100 + lexeme.rest.length;
    if (score > bestScore && follows(reader, at + 1, lexeme.rest)) {
      best = lexeme;
      bestScore = score;
    }
  }
  return best && { meaning: best.meaning, length: best.rest.length + 1 };
};

type Followed = Pick<Reader, "tokens" | "steps">;

const follows = ({ tokens, steps }: Followed, at: number, words: readonly string[]): boolean => {
  for (let index = 0; index < words.length; index += 1) {
    steps.count += 1;
    if (tokens[at + index]?.text !== words[index]) return false;
  }
  return true;
};
