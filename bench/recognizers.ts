import recognizers from "@microsoft/recognizers-text-number-with-unit";
import type { CorpusEntry } from "../test/corpus/corpus.ts";

/** The cultures that the package has a currency model for; all others are read as English, as it does by itself. */
const cultures: Readonly<Partial<Record<CorpusEntry["file"], string>>> = {
  en: "en-us",
  fr: "fr-fr",
  es: "es-es",
  pt: "pt-br",
};

/** The values of the currency amounts that Recognizers find in a text, told in which language it is, as its guide shows. */
export const recognizedAmounts = (text: string, file: CorpusEntry["file"]): readonly number[] =>
  recognizers
    .recognizeCurrency(text, cultures[file] ?? "en-us")
    .map(({ resolution }) => Number(String(resolution?.["value"] ?? "").replace(",", ".")));
