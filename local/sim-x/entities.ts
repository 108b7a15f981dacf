/** `start` and `end` count code points, as X does. */
export type TextEntity = { readonly text: string; readonly start: number; readonly end: number };

/**
 * X's rules for a mention (twitter-text): `20€@bob` is one, `20@bob`, `20$@bob` and `@bobé` are not, full-width `＠bob`
 * is, and so is `RT@bob`; a letter of another alphabet ends the handle.
 */
const mentionPattern =
  /(?:(?<![A-Za-z0-9_!#$%&*@＠])|(?<=(?:^|[^A-Za-z0-9_+~.-])[Rr][Tt]))[@＠]([A-Za-z0-9_]{1,20})(?![A-Za-z0-9_@＠\u00c0-\u024f]|:\/\/)/gu;

/** `#10` is none, `#envoyer20€` is `envoyer20`. */
const hashtagPattern =
  /(?<![\p{L}\p{M}\p{Nd}_&])[#＃]([\p{L}\p{M}\p{Nd}_]*[\p{L}\p{M}][\p{L}\p{M}\p{Nd}_]*)(?![\p{L}\p{M}\p{Nd}_#＃]|:\/\/)/gu;

export const mentionsIn = (text: string): readonly TextEntity[] => entitiesIn(text, mentionPattern);

export const hashtagsIn = (text: string): readonly TextEntity[] => entitiesIn(text, hashtagPattern);

const entitiesIn = (text: string, pattern: RegExp): readonly TextEntity[] =>
  [...text.matchAll(pattern)].map((match) => {
    const start = [...text.slice(0, match.index)].length;
    return { text: match[1] ?? "", start, end: start + [...match[0]].length };
  });

/** X delivers `&`, `<` and `>` escaped, and counts the escaped text. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
