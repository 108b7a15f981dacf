import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf, type Route } from "../router.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { Icon, type IconName } from "./icon.tsx";

/** A page's heading: takes the focus when the page opens, so that a screen reader starts there. */
export const Heading = (props: { readonly children: ComponentChildren; readonly class?: string }): VNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} class={props.class}>
      {props.children}
    </h1>
  );
};

/** The way back, where a page is not one of the tabs. */
export const BackLink = ({ to, label }: { readonly to: Route; readonly label: string }): VNode => (
  <a class="back" href={hrefOf(to)}>
    <Icon name="back" />
    {label}
  </a>
);

const tabs: readonly { readonly screen: "home" | "activity" | "settings"; readonly icon: IconName }[] = [
  { screen: "home", icon: "home" },
  { screen: "activity", icon: "activity" },
  { screen: "settings", icon: "settings" },
];

export const Tabs = ({ current, waiting }: { readonly current: string; readonly waiting: number }): VNode => {
  const { t } = useReader();
  return (
    <nav class="tabs" aria-label="Piaf">
      {tabs.map(({ screen, icon }) => (
        <a key={screen} href={hrefOf({ screen })} aria-current={screen === current ? "page" : undefined}>
          <span class="tab-icon">
            <Icon name={icon} />
            {screen === "home" && waiting > 0 && <span class="badge">{waiting}</span>}
          </span>
          {t(shellTexts[screen])}
        </a>
      ))}
    </nav>
  );
};

/** A page that says one thing. */
export const Notice = (props: {
  readonly icon: IconName;
  readonly tone: "good" | "bad" | "calm";
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode => (
  <div class="notice">
    <span class={`seal seal-${props.tone}`}>
      <Icon name={props.icon} />
    </span>
    <Heading>{props.title}</Heading>
    {props.children}
  </div>
);
