import type { VNode } from "preact";
import { type SpokenLanguage, spokenLanguages } from "../../../locales/languages.ts";
import { ChoiceList } from "../components/choice.tsx";
import { SubPage } from "../components/page.tsx";
import { settingsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";

/** As its speakers call it, so that it is found in a language that one does not read. */
export const languageName = (language: SpokenLanguage): string => {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
};

const ofThePhone = "phone";

export const Language = (): VNode => {
  const { t } = useReader();
  const [{ language }, choose] = usePreferences();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(settingsTexts.language)}>
      <ChoiceList<SpokenLanguage | typeof ofThePhone>
        label={t(settingsTexts.language)}
        options={[
          { value: ofThePhone, label: t(settingsTexts.phoneLanguage) },
          ...spokenLanguages.map((value) => ({ value, label: languageName(value), lang: value })),
        ]}
        value={language ?? ofThePhone}
        onChange={(value) => choose({ language: value === ofThePhone ? undefined : value })}
      />
    </SubPage>
  );
};
