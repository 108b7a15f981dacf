import { spokenLanguageIn, type SpokenLanguage } from "../../../locales/languages.ts";

/** The language of the texts, and the BCP 47 tag by which numbers and dates are written: "fr" and "fr-CA". */
export type ReadingLocale = { readonly language: SpokenLanguage; readonly locale: string };

/**
 * The language that was chosen, else the first of the phone's that the app speaks, else English; as it is written where
 * the phone's owner lives.
 */
export const readingLocale = (
  phone: readonly string[],
  chosen: SpokenLanguage | undefined = undefined,
): ReadingLocale => {
  const wanted = phone.filter(isLocale).map((locale) => ({ locale, language: spokenLanguageIn(locale) }));
  const language = chosen ?? phone.map(spokenLanguageIn).find((spoken) => spoken !== undefined) ?? "en";
  return { language, locale: wanted.find((each) => each.language === language)?.locale ?? language };
};

/** Some systems give the browser a language that is no BCP 47 tag, such as "en-US@posix". */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};
