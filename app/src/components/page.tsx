import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf, leaveTo, type Route } from "../router.ts";
import { Icon, type IconName } from "./icon.tsx";

/** Of the one heading that a page has. */
export const headingId = "page";

/** A page's heading: takes the focus when the page opens, so that a screen reader starts there. */
export const Heading = (props: { readonly children: ComponentChildren; readonly class?: string }): VNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} id={headingId} tabIndex={-1} class={props.class} dir="auto">
      {props.children}
    </h1>
  );
};

/** The way up, where a page is not one of the tabs: back where one came from there, so that the browser's way back does not lead down again. */
export const BackLink = ({ to, label }: { readonly to: Route; readonly label: string }): VNode => (
  <a
    class="back"
    href={hrefOf(to)}
    onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      leaveTo(to);
    }}
  >
    <Icon name="back" />
    {label}
  </a>
);

/** A page below another: the way up, its heading, what it holds. */
export const SubPage = (props: {
  readonly up: Route;
  readonly upLabel: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode => (
  <main class="page page-sub">
    <BackLink to={props.up} label={props.upLabel} />
    <Heading>{props.title}</Heading>
    {props.children}
  </main>
);

/** How something ended, or why it stands still: the one thing that a page says. */
export const Outcome = (props: {
  readonly icon: IconName;
  readonly tone: "good" | "bad" | "calm";
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode => (
  <div class="outcome">
    <span class={`seal seal-${props.tone}`}>
      <Icon name={props.icon} />
    </span>
    <Heading>{props.title}</Heading>
    {props.children}
  </div>
);
