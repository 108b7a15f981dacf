import { partsOf } from "./post-parts.ts";

/** The words of a post with their mentions, hashtags and amounts marked. */
export const PostText = ({ text }: { text: string }) => (
  <p class="post-text" dir="auto">
    {partsOf(text).map(({ kind, text: part }) => (kind === "plain" ? part : <span class={kind}>{part}</span>))}
  </p>
);
