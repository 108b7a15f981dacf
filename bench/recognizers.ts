import recognizers from "@microsoft/recognizers-text-number-with-unit";
import type { CorpusEntry } from "../test/corpus/corpus.ts";

/** The cultures that the package has a currency model for; it reads all others as English. */
const cultures: Readonly<Partial<Record<CorpusEntry["file"], string>>> = {
  en: "en-us",
  fr: "fr-fr",
  es: "es-es",
  pt: "pt-br",
};

const models = new Map<string, (text: string) => readonly number[]>();

/** The values of the currency amounts that Recognizers find in a text of that part of the corpus. */
export const recognizerOf = (file: CorpusEntry["file"]): ((text: string) => readonly number[]) => {
  const culture = cultures[file] ?? "en-us";
  const known = models.get(culture);
  if (known) return known;
  const model = new recognizers.NumberWithUnitRecognizer(culture).getCurrencyModel(culture, false);
  const read = (text: string): readonly number[] =>
    model.parse(text).map(({ resolution }) => Number(String(resolution?.["value"] ?? "").replace(",", ".")));
  models.set(culture, read);
  return read;
};
