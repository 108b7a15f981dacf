import type { ComponentChildren, TargetedMouseEvent, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Look = {
  /** One primary a screen: the way on. */
  readonly kind?: "primary" | "secondary" | "quiet" | "danger";
  readonly icon?: IconName;
  readonly children: ComponentChildren;
};

const classOf = (kind: Look["kind"]): string => `button button-${kind ?? "secondary"}`;

/**
 * Something to do. While `busy` it stays where the focus is and says so, but does nothing: a second tap is no second
 * order.
 */
export const Button = (
  props: Look & {
    readonly onClick?: () => void;
    /** Sends the form that it stands in. */
    readonly submits?: boolean;
    readonly busy?: boolean | undefined;
    /** Where the text alone does not say what it is about. */
    readonly label?: string;
  },
): VNode => {
  const { busy = false, submits = false, icon, onClick } = props;
  const click = (event: TargetedMouseEvent<HTMLButtonElement>): void => {
    if (busy) event.preventDefault();
    else onClick?.();
  };
  return (
    <button
      class={classOf(props.kind)}
      type={submits ? "submit" : "button"}
      aria-disabled={busy}
      aria-label={props.label}
      onClick={click}
    >
      {icon !== undefined && <Icon name={icon} />}
      {props.children}
    </button>
  );
};

/** Somewhere to go, where it looks like something to do. */
export const LinkButton = (props: Look & { readonly href: string }): VNode => (
  <a class={classOf(props.kind)} href={props.href}>
    {props.icon !== undefined && <Icon name={props.icon} />}
    {props.children}
  </a>
);

/** A drawing to press; `label` says what it does. */
export const IconButton = (props: {
  readonly icon: IconName;
  readonly label: string;
  /** For what is on or off. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}): VNode => (
  <button
    class="icon-button"
    type="button"
    aria-label={props.label}
    title={props.label}
    aria-pressed={props.pressed}
    onClick={props.onClick}
  >
    <Icon name={props.icon} />
  </button>
);
