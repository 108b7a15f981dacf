import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** Rows on one ground. */
export const List = (props: {
  readonly children: ComponentChildren;
  /** What is added is read aloud. */
  readonly live?: boolean;
}): VNode => (
  <ul class="rows" aria-live={props.live === true ? "polite" : undefined}>
    {props.children}
  </ul>
);

/** A drawing at the head of a row. */
export const Sign = ({ icon }: { readonly icon: IconName }): VNode => (
  <span class="row-sign">
    <Icon name={icon} />
  </span>
);

/** One row: a sign, a title with what belongs beside it, a detail, and what stands at its end. Goes somewhere with `href`, does something with `onClick`. */
export const Row = (props: {
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
  /** A drawing, or something of one's own such as an avatar. */
  readonly icon?: IconName;
  readonly sign?: ComponentChildren;
  /** The present value of what the row leads to, or something to do with the row. */
  readonly end?: ComponentChildren;
  readonly href?: string;
  readonly onClick?: () => void;
}): VNode => {
  const { icon, sign, href, onClick } = props;
  const inside = (
    <>
      {sign ?? (icon !== undefined && <Sign icon={icon} />)}
      <span class="row-main">
        <span class="row-title">
          {typeof props.title === "string" ? <bdi class="row-name">{props.title}</bdi> : props.title}
        </span>
        {props.detail}
      </span>
      {typeof props.end === "string" ? <span class="row-end">{props.end}</span> : props.end}
      {(href ?? onClick) !== undefined && <Icon name="forward" />}
    </>
  );
  return (
    <li>
      {href !== undefined ? (
        <a class="row" href={href}>
          {inside}
        </a>
      ) : onClick !== undefined ? (
        <button class="row" type="button" onClick={onClick}>
          {inside}
        </button>
      ) : (
        <div class="row">{inside}</div>
      )}
    </li>
  );
};

/** A quieter line below a row's title; two lines at most. */
export const Detail = ({ children }: { readonly children: ComponentChildren }): VNode => (
  <span class="row-detail" dir="auto">
    {children}
  </span>
);
