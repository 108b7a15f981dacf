import type { VNode } from "preact";

/** The post as it was written, its language marked for who listens. */
export const PostQuote = (props: {
  readonly text: string;
  readonly language: string | undefined;
  readonly caption?: string;
}): VNode => (
  <figure class="post">
    {props.caption !== undefined && <figcaption>{props.caption}</figcaption>}
    <blockquote lang={props.language}>{props.text}</blockquote>
  </figure>
);
