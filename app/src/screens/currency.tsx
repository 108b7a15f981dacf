import type { VNode } from "preact";
import { ChoiceList } from "../components/choice.tsx";
import { SubPage } from "../components/page.tsx";
import { settingsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";

/** The currencies that a wallet can have. */
const currencies = ["EUR"] as const;

export const Currency = (): VNode => {
  const { t, locale } = useReader();
  const [{ currency }, choose] = usePreferences();
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(settingsTexts.currency)}>
      <p class="quiet">{t(settingsTexts.currencyHint)}</p>
      <ChoiceList
        label={t(settingsTexts.currency)}
        options={currencies.map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))}
        value={currency}
        onChange={(value) => choose({ currency: value })}
      />
    </SubPage>
  );
};
