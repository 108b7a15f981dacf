/** The languages that Piaf speaks. */
export const spokenLanguages = ["en", "fr", "es", "de", "it", "pt", "nl"] as const;

export type SpokenLanguage = (typeof spokenLanguages)[number];

/** The language of a BCP 47 tag ("pt-BR" is Portuguese), `undefined` for one that Piaf does not speak. */
export const spokenLanguageIn = (tag: string | undefined): SpokenLanguage | undefined => {
  const language = tag?.toLowerCase().split("-")[0];
  return spokenLanguages.find((spoken) => spoken === language);
};

/** The language of a BCP 47 tag, or English for one that Piaf does not speak. */
export const spokenLanguageOf = (tag: string | undefined): SpokenLanguage => spokenLanguageIn(tag) ?? "en";
