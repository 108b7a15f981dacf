import type { VNode } from "preact";
import { hrefOf } from "../router.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";

/** The main pages, in the order of their tabs. */
export const tabs = [
  { screen: "home", icon: "home" },
  { screen: "pay", icon: "pay" },
  { screen: "activity", icon: "activity" },
  { screen: "settings", icon: "settings" },
] as const satisfies readonly { readonly screen: keyof typeof shellTexts; readonly icon: IconName }[];

/** `waiting` counts what is to be approved or answered, on the tab that lists it. */
export const Tabs = ({ current, waiting }: { readonly current: string; readonly waiting: number }): VNode => {
  const { t } = useReader();
  return (
    <nav class="tabs" aria-label={t(shellTexts.places)}>
      {tabs.map(({ screen, icon }) => (
        <a key={screen} href={hrefOf({ screen })} aria-current={screen === current ? "page" : undefined}>
          <span class="tab-icon">
            <Icon name={icon} />
            {screen === "home" && waiting > 0 && (
              <>
                <span class="badge badge-count" aria-hidden="true">
                  {waiting}
                </span>
              </>
            )}
          </span>
          {t(shellTexts[screen])}
          {screen === "home" && waiting > 0 && (
            <span class="for-ears">, {t(shellTexts.waiting, { count: waiting })}</span>
          )}
        </a>
      ))}
    </nav>
  );
};
