import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** Nothing is here yet, and what to do about it. */
export const Empty = (props: {
  readonly icon?: IconName;
  readonly title: string;
  readonly hint: string;
  readonly children?: ComponentChildren;
}): VNode => (
  <section class="empty">
    {props.icon !== undefined && <Icon name={props.icon} />}
    <h2>{props.title}</h2>
    <p>{props.hint}</p>
    {props.children}
  </section>
);
