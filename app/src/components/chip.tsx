import type { ComponentChildren, VNode } from "preact";

/** A filter that is on or off; several stand in a row. */
export const Chip = (props: {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ComponentChildren;
}): VNode => (
  <button class="chip" type="button" aria-pressed={props.on} onClick={() => props.onChange(!props.on)}>
    {props.children}
  </button>
);

export const Chips = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode => (
  <div class="chips" role="group" aria-label={label}>
    {children}
  </div>
);
