import type { VNode } from "preact";
import { ChoiceList } from "../components/choice.tsx";
import { SubPage } from "../components/page.tsx";
import { settingsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";

const appearances = ["system", "light", "dark"] as const;

export const Appearance = (): VNode => {
  const { t } = useReader();
  const [{ appearance }, choose] = usePreferences();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(settingsTexts.appearance)}>
      <ChoiceList
        label={t(settingsTexts.appearance)}
        options={appearances.map((value) => ({ value, label: t(settingsTexts[value]) }))}
        value={appearance}
        onChange={(value) => choose({ appearance: value })}
      />
    </SubPage>
  );
};
