import type { Language } from "./lexicon.ts";

type Words = Readonly<Record<string, number>>;

/** The numbers up to 999 that a language writes as one word, and its whole thousands. */
export const compoundNumbers = (language: Language, words: Words): ReadonlyMap<string, number> => {
  if (language === "de")
    return compounds(words, { ...germanic, and: ["und"], hundred: "hundert", thousand: "tausend" });
  if (language === "nl")
    return compounds(words, { ...germanic, and: ["en", "ën"], hundred: "honderd", thousand: "duizend" });
  return language === "it" ? italianCompounds(words) : new Map();
};

type Composition = {
  readonly and: readonly string[];
  readonly hundred: string;
  readonly thousand: string;
  /** Between the hundreds and the rest. */
  readonly links: readonly string[];
};

const germanic = { links: ["", "und", "en"] };

/** Fünfundzwanzig, vijfentwintig: the unit before the ten. */
const compounds = (words: Words, language: Composition): ReadonlyMap<string, number> => {
  const entries = Object.entries(words);
  const units = entries.filter(
    ([word, value]) => value >= 1 && value <= 9 && !["eins", "eine", "einen"].includes(word),
  );
  const tens = entries.filter(([, value]) => value >= 20 && value < 100);
  const below = new Map(entries.filter(([, value]) => value < 100));
  for (const [ten, value] of tens)
    for (const [unit, one] of units) for (const and of language.and) below.set(unit + and + ten, value + one);
  const all = new Map(below);
  const hundreds = [["", 1] as const, ...units];
  for (const [unit, factor] of hundreds) {
    const hundred = unit + language.hundred;
    all.set(hundred, factor * 100);
    for (const [rest, value] of below)
      if (value > 0) for (const link of language.links) all.set(hundred + link + rest, factor * 100 + value);
    if (unit !== "") all.set(unit + language.thousand, factor * 1000);
  }
  return all;
};

/** Ventuno, ventotto, duecentocinquanta: a ten loses its vowel before another. */
const italianCompounds = (words: Words): ReadonlyMap<string, number> => {
  const units = Object.entries(words).filter(
    ([word, value]) => value >= 1 && value <= 9 && word !== "un" && word !== "una",
  );
  const below = new Map(Object.entries(words).filter(([, value]) => value < 100));
  for (const [ten, value] of Object.entries(words)) {
    if (value < 20 || value > 90) continue;
    for (const [unit, one] of units) below.set((one === 1 || one === 8 ? ten.slice(0, -1) : ten) + unit, value + one);
    below.set(`${ten}tré`, value + 3);
  }
  const all = new Map(below);
  for (const [unit, factor] of [["", 1] as const, ...units.filter(([, one]) => one > 1)]) {
    all.set(`${unit}cento`, factor * 100);
    for (const [rest, value] of below) all.set(`${unit}cento${rest}`, factor * 100 + value);
    if (unit !== "") all.set(`${unit}mila`, factor * 1000);
  }
  all.set("centotto", 108);
  return all;
};
