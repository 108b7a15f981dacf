import type { Mention } from "../../../core/channel/channel-event.ts";

/** A text as X delivers it; the mentions' indices count its code points. */
type RawText = {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** `display_text_range`, where there is one. */
  readonly range: readonly [number, number] | undefined;
};

export type PostText = {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly writtenFrom: number;
  readonly cut: boolean;
};

/** Far more than a command needs, and within the limits of the message that carries it. */
const maximumCodePoints = 10_000;
const maximumMentions = 200;

const characters: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/**
 * The text as the writer typed it. X escapes `&`, `<` and `>`, and its indices count the escaped text: they are used
 * first, then moved to where they point in the decoded one. Decoded once: `&amp;lt;` is what somebody wrote as `&lt;`.
 */
export const readText = (raw: RawText): PostText => {
  const { text, position } = decode(raw.text);
  const rawPoints = [...raw.text];
  const taken = new Set<number>();
  const mentions = raw.mentions.slice(0, maximumMentions).map((mention) => {
    const { start, end } = locate(mention, rawPoints, taken);
    taken.add(start);
    return { ...mention, start: position(start), end: position(end) };
  });
  const points = [...text];
  const tooLong = points.length > maximumCodePoints;
  return {
    text: tooLong ? points.slice(0, maximumCodePoints).join("") : text,
    mentions: tooLong ? mentions.filter((mention) => mention.end <= maximumCodePoints) : mentions,
    writtenFrom: position(raw.range?.[0] ?? 0),
    // Counted in UTF-16 units, which are never fewer than code points: a range that means either is within.
    cut: tooLong || (raw.range?.[1] ?? 0) > raw.text.length,
  };
};

const decode = (raw: string): { text: string; position: (index: number) => number } => {
  const positions: number[] = [];
  let text = "";
  let count = 0;
  for (const [token] of raw.matchAll(/&(?:amp|lt|gt);|./gsu)) {
    const decoded = characters[token];
    for (const _ of token) positions.push(count);
    text += decoded ?? token;
    count += 1;
  }
  return { text, position: (index) => positions[index] ?? count };
};

/**
 * Where the mention stands. Its entity is the truth about who is meant; where its indices do not hold the handle, the
 * handle is looked for in the text, and a mention that the text does not show gets no width.
 */
const locate = (
  mention: Mention,
  points: readonly string[],
  taken: ReadonlySet<number>,
): { start: number; end: number } => {
  const handle = mention.handle.toLowerCase();
  const length = handle.length + 1;
  const standsAt = (start: number): boolean =>
    (points[start] === "@" || points[start] === "＠") &&
    points
      .slice(start + 1, start + length)
      .join("")
      .toLowerCase() === handle &&
    !/[A-Za-z0-9_]/.test(points[start + length] ?? "");
  if (mention.end === mention.start + length && standsAt(mention.start)) return mention;
  for (let start = 0; start < points.length; start += 1) {
    if (!taken.has(start) && standsAt(start)) return { start, end: start + length };
  }
  const nowhere = Math.min(mention.start, points.length);
  return { start: nowhere, end: nowhere };
};
