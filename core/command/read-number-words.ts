import { languages as all } from "./lexicon/lexicon.ts";
import type { NumberWord } from "./lexicon/words.ts";
import type { Token } from "./tokens.ts";

const french = 1 << all.indexOf("fr");
/** "and" within a number, by language: "vingt et un", "two hundred and fifty", "treinta y cinco", "trinta e cinco". */
const links: ReadonlyMap<string, number> = new Map([
  ["et", french],
  ["and", 1 << all.indexOf("en")],
  ["y", 1 << all.indexOf("es")],
  ["e", (1 << all.indexOf("pt")) | (1 << all.indexOf("it"))],
  ["und", 1 << all.indexOf("de")],
  ["en", 1 << all.indexOf("nl")],
]);

/** No number that people write in words is longer. */
const maximumWords = 12;

export type NumberInWords = { readonly value: number; readonly end: number };

/**
 * The number that starts at a word, as far as its words make one number in one language. "vingt trente" is two numbers:
 * the second starts where the first ends.
 */
export const readNumberWords = (
  tokens: readonly Token[],
  at: number,
  steps: { count: number },
): NumberInWords | undefined => {
  let state: State | undefined;
  let end = at;
  for (let index = at; index < Math.min(tokens.length, at + maximumWords); index += 1) {
    steps.count += 1;
    const token = tokens[index];
    if (token?.kind !== "word") break;
    const { number } = token.known ?? {};
    if (number) {
      const next: State | undefined = state ? extend(state, number) : firstOf(number);
      if (!next) break;
      state = next;
      end = index + 1;
      continue;
    }
    const link = links.get(token.text);
    if (!state || link === undefined || !(link & state.languages) || end !== index) break;
  }
  return state && { value: state.thousands + state.below, end };
};

type State = { thousands: number; below: number; languages: number };

const firstOf = ({ value, languages }: NumberWord): State =>
  value === 1000 ? { thousands: 1000, below: 0, languages } : { thousands: 0, below: value, languages };

/** The next word makes the number greater in the way of a language, or it starts another number. */
const extend = (state: State, next: { value: number; languages: number }): State | undefined => {
  const languagesOfBoth = state.languages & next.languages;
  if (languagesOfBoth === 0) return undefined;
  const { thousands, below } = state;
  const { value } = next;
  const grown = { ...state, languages: languagesOfBoth };
  if (value === 0) return undefined;
  if (value === 1000) return thousands === 0 && below > 0 ? { ...grown, thousands: below * 1000, below: 0 } : undefined;
  if (value === 100 && below > 1 && below < 10) return { ...grown, below: below * 100 };
  if (value === 100 && below === 1) return { ...grown, below: 100 };
  const isFrench = (languagesOfBoth & french) !== 0;
  const tail = below % 100;
  if (isFrench && value === 20 && tail === 4) return { ...grown, below: below + 76 };
  if (isFrench && (tail === 60 || tail === 80) && value >= 10 && value < 20) return { ...grown, below: below + value };
  const place = below === 0 ? 1000 : tail === 0 ? 100 : tail >= 20 && tail % 10 === 0 ? 10 : 1;
  return value < place ? { ...grown, below: below + value } : undefined;
};
