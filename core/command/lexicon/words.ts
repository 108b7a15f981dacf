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

/** The name of a currency, or of its hundredth. */
export type Unit = {
  /** The usual one first; `?` first where only the writer's own counts. */
  readonly currencies: readonly string[];
  readonly cents: boolean;
};

export type Meaning =
  | { readonly kind: "verb"; readonly verb: VerbName }
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "unit"; readonly unit: Unit };

/** One form of a word in one language. */
export type Lexeme = {
  readonly language: number;
  /** The words that must follow the first. */
  readonly rest: readonly string[];
  readonly meaning: Meaning;
};

export type Entry = {
  /** The longest forms first. */
  readonly lexemes: readonly Lexeme[];
  /** A bit for each language in which the word stands alone. */
  readonly languages: number;
};

export type NumberWord = { readonly value: number; readonly languages: number };

export type KnownWord = {
  readonly entry: Entry | undefined;
  readonly number: NumberWord | undefined;
  /** In one language at least, and as one word. */
  readonly isVerb: boolean;
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
  const words = tokensOf({ normal, mentions: [], know: () => undefined, steps: { count: 0 } }).map(({ text }) => text);
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

const collect = (): ReadonlyMap<string, Entry> => {
  const found = new Map<string, { lexemes: Lexeme[]; languages: number }>();
  for (const [language, name] of languages.entries()) {
    const seen = new Set<string>();
    const add = ({ words: [first = "", ...rest], meaning }: Collected): void => {
      const key = [first, ...rest].join(" ");
      if (first === "" || seen.has(key)) return;
      seen.add(key);
      const entry = found.get(first) ?? { lexemes: [], languages: 0 };
      entry.lexemes.push({ language, rest, meaning });
      if (rest.length === 0) entry.languages |= 1 << language;
      found.set(first, entry);
    };
    const meanings = meaningsOf(lexicons[name]);
    meanings.forEach(add);
    // People leave accents out, but a word that exists without them keeps its own meaning: "paye" is not "payé".
    for (const { words, meaning } of meanings)
      if (meaning.kind !== "role" || meaning.role !== "told") add({ words: words.map(unaccented), meaning });
  }
  for (const { lexemes } of found.values()) lexemes.sort((left, right) => right.rest.length - left.rest.length);
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

const isVerb = ({ lexemes }: Entry): boolean =>
  lexemes.some(({ rest, meaning }) => rest.length === 0 && meaning.kind === "verb");

const collectAll = (): ReadonlyMap<string, KnownWord> => {
  const numbers = collectNumbers();
  const known = new Map<string, KnownWord>();
  for (const [word, entry] of collect()) known.set(word, { entry, number: numbers.get(word), isVerb: isVerb(entry) });
  for (const [word, number] of numbers)
    if (!known.has(word)) known.set(word, { entry: undefined, number, isVerb: false });
  return known;
};

const known = collectAll();

/** What any of the languages knows of a word in lower case. */
export const know = (word: string): KnownWord | undefined => known.get(word);
