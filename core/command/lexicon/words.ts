import { normalise } from "../normalise.ts";
import { tokensOf } from "../tokens.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { type Language, type Lexicon, type Role, type VerbName, languages } from "./lexicon.ts";
import { compoundNumbers } from "./number-words.ts";
import { portuguese } from "./portuguese.ts";
import { spanish } from "./spanish.ts";
import { type Code, type Unit, abbreviatedUnit, codeOf, currencyWords } from "./currency-names.ts";
import { type Vocabulary, createVocabulary, noWords } from "./vocabulary.ts";

type Meaning =
  | { readonly kind: "verb"; readonly verb: VerbName }
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "unit"; readonly unit: Unit };

/** One form of a word in one language. */
export type Lexeme = {
  readonly language: number;
  /** The words that must follow the first. */
  readonly rest: readonly string[];
  readonly found: Found;
};

/** What words mean, and how many they are. */
export type Found = { readonly meaning: Meaning; readonly length: number };

export type NumberWord = { readonly value: number; readonly languages: number };

/** What all languages together know of a word. */
export type KnownWord = {
  /** In small letters. */
  readonly word: string;
  /** Forms of several words that start with it, the longest first. */
  readonly phrases: readonly Lexeme[];
  /** The second words of those: where none of them follows, no form does. */
  readonly seconds: ReadonlySet<string>;
  /** It is the second word of some form. */
  readonly follows: boolean;
  /** The word alone. */
  readonly alone: readonly Lexeme[];
  /** What it means alone where all languages that have it agree; undefined where the language decides. */
  readonly agreed: Found | "nothing" | undefined;
  readonly number: NumberWord | undefined;
  /** It may be the code of a currency, if it is written like one. */
  readonly code: Code | undefined;
  /** It may name a currency. */
  readonly isUnit: boolean;
  /** Short for a currency in any language. */
  readonly abbreviated: Unit | undefined;
  /** A bit for each language in which it stands alone. */
  readonly languages: number;
};

const lexicons: Readonly<Record<Language, Lexicon>> = {
  fr: french,
  en: english,
  es: spanish,
  de: german,
  it: italian,
  pt: portuguese,
  nl: dutch,
};

const unaccented = (word: string): string => word.normalize("NFD").replaceAll(/\p{M}/gu, "");

const formsOf = (forms: string): readonly (readonly string[])[] =>
  forms
    .split(",")
    .map((form) => form.trim())
    .filter((form) => form !== "")
    .map(wordsOf);

/** As a text is taken apart; "n'" is a word of its own only before another. */
const wordsOf = (form: string): readonly string[] => {
  const isElided = form.endsWith("'");
  const normal = normalise(isElided ? `${form}a` : form);
  const tokens = tokensOf({ normal, mentions: [], vocabulary: noWords, steps: { count: 0 } });
  const words = tokens.map(({ start, end }) => normal.text.slice(start, end).toLowerCase());
  return isElided ? words.slice(0, -1) : words;
};

type Collected = { readonly words: readonly string[]; readonly meaning: Meaning };

const meaningsOf = ({ verbs, roles, units, cents }: Lexicon): readonly Collected[] => {
  const each = (forms: string, meaning: Meaning): readonly Collected[] =>
    formsOf(forms).map((words) => ({ words, meaning }));
  return [
    ...Object.entries(verbs).flatMap(([verb, forms]) => each(forms, { kind: "verb", verb: verb as VerbName })),
    ...Object.entries(units).flatMap(([codes, forms]) => each(forms, unitOf(codes, false))),
    ...Object.entries(cents).flatMap(([codes, forms]) => each(forms, unitOf(codes, true))),
    ...Object.entries(roles).flatMap(([role, forms]) => each(forms, { kind: "role", role: role as Role })),
  ];
};

const unitOf = (codes: string, cents: boolean): Meaning => ({
  kind: "unit",
  unit: { currencies: codes.split(" "), cents },
});

/** All forms by their first word. */
const collectLexemes = (): ReadonlyMap<string, readonly Lexeme[]> => {
  const found = new Map<string, Lexeme[]>();
  for (const [language, name] of languages.entries()) {
    const seen = new Set<string>();
    const add = ({ words: [first = "", ...rest], meaning }: Collected): void => {
      const key = [first, ...rest].join(" ");
      if (first === "" || seen.has(key)) return;
      seen.add(key);
      const lexemes = found.get(first) ?? [];
      lexemes.push({ language, rest, found: { meaning, length: rest.length + 1 } });
      found.set(first, lexemes);
    };
    const meanings = meaningsOf(lexicons[name]);
    meanings.forEach(add);
    // People leave accents out, but a word that exists without them keeps its own meaning: "paye" is not "payé".
    for (const { words, meaning } of meanings)
      if (meaning.kind !== "role" || meaning.role !== "told") add({ words: words.map(unaccented), meaning });
  }
  return found;
};

const collectNumbers = (): ReadonlyMap<string, NumberWord> => {
  const found = new Map<string, NumberWord>();
  const add = (word: string, value: number, language: number): void => {
    const known = found.get(word);
    // A word that means two numbers in two languages is none.
    if (known && known.value !== value) throw new Error(`${word} is ${known.value} and ${value}.`);
    found.set(word, { value, languages: (known?.languages ?? 0) | (1 << language) });
  };
  for (const [language, name] of languages.entries()) {
    const { numbers } = lexicons[name];
    for (const [word, value] of [...Object.entries(numbers), ...compoundNumbers(name, numbers)]) {
      add(word, value, language);
      if (unaccented(word) !== word) add(unaccented(word), value, language);
    }
  }
  return found;
};

type Collection = {
  readonly lexemes: ReadonlyMap<string, readonly Lexeme[]>;
  readonly numbers: ReadonlyMap<string, NumberWord>;
  /** What comes second in some form. */
  readonly seconds: ReadonlySet<string>;
};

const knownWord = (word: string, collection: Collection): KnownWord => {
  const lexemes = collection.lexemes.get(word) ?? [];
  const number = collection.numbers.get(word);
  const alone = lexemes.filter(({ rest }) => rest.length === 0);
  const phrases = lexemes.filter(({ rest }) => rest.length > 0);
  return {
    word,
    alone,
    agreed: agreedOn(alone),
    phrases: phrases.sort((left, right) => right.rest.length - left.rest.length),
    seconds: new Set(phrases.map(({ rest }) => rest[0] ?? "")),
    follows: collection.seconds.has(word),
    number,
    code: codeOf(word),
    isUnit:
      codeOf(word) !== undefined ||
      abbreviatedUnit(word) !== undefined ||
      lexemes.some(({ found }) => found.meaning.kind === "unit"),
    abbreviated: abbreviatedUnit(word),
    languages: alone.reduce((bits, { language }) => bits | (1 << language), 0) || (number?.languages ?? 0),
  };
};

const agreedOn = (alone: readonly Lexeme[]): Found | "nothing" | undefined => {
  const meanings = new Set(alone.map(({ found }) => JSON.stringify(found.meaning)));
  if (meanings.size > 1) return undefined;
  return alone[0]?.found ?? "nothing";
};

/** Words after a number that make it another one: "20k", "20 mille", "2 million". */
export const scales: ReadonlySet<string> = new Set(
  (
    "k m mio mrd mln mille mil mila million millions millón millones milhão milhões milione milioni millionen miljoen " +
    "tausend duizend thousand hundred hundert honderd grand"
  ).split(" "),
);

/** Every word that means something somewhere, be it as a part of a form. */
const collectWords = (): readonly KnownWord[] => {
  const lexemes = collectLexemes();
  const numbers = collectNumbers();
  const phrases = [...lexemes.values()].flat().map(({ rest }) => rest);
  const seconds = new Set(phrases.map((rest) => rest[0] ?? ""));
  const words = new Set([...lexemes.keys(), ...numbers.keys(), ...phrases.flat(), ...currencyWords, ...scales, "s"]);
  return [...words].map((word) => knownWord(word, { lexemes, numbers, seconds }));
};

export const vocabulary: Vocabulary<KnownWord> = createVocabulary(collectWords());
