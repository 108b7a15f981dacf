/** X's limit on a post, in its own weighted count. */
const maximumWeight = 280;

/** The ranges of code points that weigh 1 (X's configuration v3); all others weigh 2. */
const lightRanges: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

const isLight = (character: string): boolean => {
  const point = character.codePointAt(0) ?? 0;
  return lightRanges.some(([first, last]) => first <= point && point <= last);
};

/** At least what X counts: it takes an emoji of several code points for one, this does not. */
export const weightedLength = (text: string): number =>
  [...text.normalize("NFC")].reduce((weight, character) => weight + (isLight(character) ? 1 : 2), 0);

/** A bare domain is a link to X, and a post with a link costs twenty times as much: letters after a dot are enough. */
const link = /:\/\/|[\p{L}\p{N}]\.\p{L}{2}/u;

const mention = /[@＠][A-Za-z0-9_]/;

export type TextFault = "text_empty" | "text_too_long" | "text_has_link" | "text_has_mention";

/** Why a text must not be posted as a reply; undefined when it may. */
export const replyTextFault = (text: string): TextFault | undefined => {
  if (text.trim() === "") return "text_empty";
  if (link.test(text)) return "text_has_link";
  if (mention.test(text)) return "text_has_mention";
  return weightedLength(text) > maximumWeight ? "text_too_long" : undefined;
};
