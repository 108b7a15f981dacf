import { type I18n, type MessageDescriptor, type Messages, setupI18n } from "@lingui/core";
import { messages as de } from "./catalogues/de.ts";
import { messages as en } from "./catalogues/en.ts";
import { messages as es } from "./catalogues/es.ts";
import { messages as fr } from "./catalogues/fr.ts";
import { messages as it } from "./catalogues/it.ts";
import { messages as nl } from "./catalogues/nl.ts";
import { messages as pt } from "./catalogues/pt.ts";
import type { SpokenLanguage } from "./languages.ts";

const catalogues: Readonly<Record<SpokenLanguage, Messages>> = { en, fr, es, de, it, pt, nl };

const readers = new Map<SpokenLanguage, I18n>();

/** Made at its first use: most starts speak one language. */
const readerOf = (language: SpokenLanguage): I18n => {
  const known = readers.get(language);
  if (known) return known;
  const reader = setupI18n({ locale: language, messages: { [language]: catalogues[language] } });
  readers.set(language, reader);
  return reader;
};

/** A message of locales/messages.ts in that language; `values` fill its placeholders. */
export const say = (
  message: MessageDescriptor & { readonly id: string },
  language: SpokenLanguage,
  values: Readonly<Record<string, string>> = {},
): string => readerOf(language)._(message.id, values);
