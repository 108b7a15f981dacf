export type PostPart = { readonly kind: "plain" | "mention" | "hashtag" | "amount"; readonly text: string };

/** A mention as X reads it, a hashtag, or an amount in one of the ways people write it. */
const marked =
  /(@\w{1,15}|#[\p{L}\p{N}_]+|[€$£]\s?\d[\d.,]*|\d+(?:[.,]\d+)*\s?(?:(?:€|\$|£)(?:\d{2})?|euros?|EUR)(?!\p{L}))/iu;

const kindOf = (part: string): PostPart["kind"] => {
  if (part.startsWith("@")) return "mention";
  return part.startsWith("#") ? "hashtag" : "amount";
};

/** The text in pieces, for the eye alone: what Piaf understands of it is for the phone to show. */
export const partsOf = (text: string): readonly PostPart[] =>
  text.split(marked).map((part, index) => ({ kind: index % 2 === 1 ? kindOf(part) : "plain", text: part }));
