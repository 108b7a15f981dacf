/** A mention as X reads it, a hashtag, or an amount in one of the ways people write it. */
const marked = /(@\w{1,15}|#[\p{L}\p{N}_]+|(?:[€$£]\s?\d[\d.,]*|\d[\d.,]*(?:\s?(?:€|\$|£|euros?|EUR))(?:\d{2})?))/giu;

const kindOf = (part: string): string =>
  part.startsWith("@") ? "mention" : part.startsWith("#") ? "hashtag" : "amount";

/** The words of a post with their mentions, hashtags and amounts marked. */
export const PostText = ({ text }: { text: string }) => (
  <p class="post-text" dir="auto">
    {text.split(marked).map((part, index) => (index % 2 === 1 ? <span class={kindOf(part)}>{part}</span> : part))}
  </p>
);
