import { type I18n, type MessageDescriptor, setupI18n } from "@lingui/core";
import { messages as de } from "./catalogues/de.ts";
import { messages as en } from "./catalogues/en.ts";
import { messages as es } from "./catalogues/es.ts";
import { messages as fr } from "./catalogues/fr.ts";
import { messages as it } from "./catalogues/it.ts";
import { messages as nl } from "./catalogues/nl.ts";
import { messages as pt } from "./catalogues/pt.ts";

const catalogues = { en, fr, es, de, it, pt, nl };

/** A language that Piaf speaks. */
export type SpokenLanguage = keyof typeof catalogues;

export const spokenLanguages = Object.keys(catalogues) as readonly SpokenLanguage[];

const readers = new Map<SpokenLanguage, I18n>();

/** Made at its first use: most starts speak one language. */
const readerOf = (language: SpokenLanguage): I18n => {
  const known = readers.get(language);
  if (known) return known;
  const reader = setupI18n({ locale: language, messages: { [language]: catalogues[language] } });
  readers.set(language, reader);
  return reader;
};

/** The language of a BCP 47 tag ("pt-BR" is Portuguese), or English for one that Piaf does not speak. */
export const spokenLanguageOf = (tag: string | undefined): SpokenLanguage => {
  const language = tag?.toLowerCase().split("-")[0];
  return spokenLanguages.find((spoken) => spoken === language) ?? "en";
};

/** A message of locales/messages.ts in that language; `values` fill its placeholders. */
export const say = (
  message: MessageDescriptor & { readonly id: string },
  language: SpokenLanguage,
  values: Readonly<Record<string, string>> = {},
): string => readerOf(language)._(message.id, values);
