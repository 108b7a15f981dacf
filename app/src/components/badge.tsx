import type { ComponentChildren, VNode } from "preact";

/** A word about the thing that it stands beside. */
export const Badge = (props: {
  readonly tone?: "calm" | "good" | "warn" | "bad";
  readonly children: ComponentChildren;
}): VNode => <span class={`badge badge-${props.tone ?? "calm"}`}>{props.children}</span>;
