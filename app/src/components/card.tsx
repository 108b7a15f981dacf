import type { ComponentChildren, VNode } from "preact";

/** A thing of its own on the page, with a heading. */
export const Card = (props: {
  readonly title: string;
  /** On the accent's ground: one a page. */
  readonly accent?: boolean;
  readonly children: ComponentChildren;
}): VNode => (
  <section class={props.accent === true ? "card card-accent" : "card"}>
    <h2>{props.title}</h2>
    {props.children}
  </section>
);
