import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

const icons: Readonly<Record<"calm" | "good" | "warn" | "bad", IconName>> = {
  calm: "info",
  good: "check",
  warn: "alert",
  bad: "alert",
};

/** Something to know before going on; it does not go away by itself. Whoever shows it decides whether it is announced. */
export const Banner = (props: {
  readonly tone?: "calm" | "good" | "warn" | "bad";
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** Buttons. */
  readonly actions?: ComponentChildren;
}): VNode => {
  const tone = props.tone ?? "calm";
  return (
    <div class={`banner banner-${tone}`}>
      <Icon name={icons[tone]} />
      <div class="banner-body">
        {props.title !== undefined && <p class="banner-title">{props.title}</p>}
        {props.children !== undefined && <p>{props.children}</p>}
        {props.actions !== undefined && <div class="banner-actions">{props.actions}</div>}
      </div>
    </div>
  );
};
