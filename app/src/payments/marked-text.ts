import type { IntentView } from "../../../contracts/http/intents.ts";

type Mark = IntentView["source"]["marks"][number];
type Part = Mark["part"];

/** A stretch of a post; `part` is what Piaf understood of it. */
export type Segment = { readonly text: string; readonly part?: Part };

/** The text, in order and whole, cut where its marks begin and end. Marks that do not fit are left out, never the text. */
export const segmentsOf = (text: string, marks: readonly Mark[]): readonly Segment[] => {
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, part } of marks) {
    if (start < at || end <= start || start >= text.length) continue;
    if (start > at) segments.push({ text: text.slice(at, start) });
    segments.push({ text: text.slice(start, end), part });
    at = Math.min(end, text.length);
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
};

/** A post that is longer is shown in part: enough to recognise it by. */
const shortLength = 400;

/**
 * As much of a long post as is shown at first: never less than whom, how much and what to do. The whole text where it is
 * hardly longer than that.
 */
export const shortened = (text: string, marks: readonly Mark[]): string => {
  const understood = marks.filter(({ part }) => part !== "note").map(({ end }) => end);
  const length = Math.max(shortLength, ...understood);
  if (text.length <= length + shortLength / 4) return text;
  // Half of a surrogate pair is no character.
  const isWhole = text.slice(0, length).isWellFormed();
  return text.slice(0, isWhole ? length : length + 1);
};
