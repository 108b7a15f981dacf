import { type I18n, type Messages, setupI18n } from "@lingui/core";
import type { SpokenLanguage } from "../../../locales/languages.ts";

type Catalogue = Promise<{ readonly messages: Messages }>;

/** What the app says itself. */
const ofTheApp: Readonly<Record<SpokenLanguage, () => Catalogue>> = {
  en: () => import("../../../locales/app/en.ts"),
  fr: () => import("../../../locales/app/fr.ts"),
  es: () => import("../../../locales/app/es.ts"),
  de: () => import("../../../locales/app/de.ts"),
  it: () => import("../../../locales/app/it.ts"),
  pt: () => import("../../../locales/app/pt.ts"),
  nl: () => import("../../../locales/app/nl.ts"),
};

/** What the bot says, and the app repeats. */
const ofTheBot: Readonly<Record<SpokenLanguage, () => Catalogue>> = {
  en: () => import("../../../locales/catalogues/en.ts"),
  fr: () => import("../../../locales/catalogues/fr.ts"),
  es: () => import("../../../locales/catalogues/es.ts"),
  de: () => import("../../../locales/catalogues/de.ts"),
  it: () => import("../../../locales/catalogues/it.ts"),
  pt: () => import("../../../locales/catalogues/pt.ts"),
  nl: () => import("../../../locales/catalogues/nl.ts"),
};

/** All that is said in one language; no other is fetched. */
export const loadCatalogue = async (language: SpokenLanguage): Promise<I18n> => {
  const [bot, app] = await Promise.all([ofTheBot[language](), ofTheApp[language]()]);
  return setupI18n({ locale: language, messages: { [language]: { ...bot.messages, ...app.messages } } });
};
