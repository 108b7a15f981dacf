import type { ComponentChildren, VNode } from "preact";

/** Names and values, one pair a line. */
export const Facts = ({ children }: { readonly children: ComponentChildren }): VNode => (
  <dl class="facts">{children}</dl>
);

export const Fact = (props: {
  readonly name: string;
  readonly strong?: boolean;
  readonly children: ComponentChildren;
}): VNode => (
  <div class={props.strong === true ? "fact fact-strong" : "fact"}>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);
