import type { Part } from "./part.ts";
import { type NormalText, originOf, type Span } from "./normalise.ts";

/** Controls that change how a text is shown; joiners and selectors stay, since emoji are made with them. */
const controls = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** What a note does not start with, and what it does not end with. */
const before = new Set([..." ,;:.!?…·•|+&>/–—-"]);
const after = new Set([..." ,;:?·•|+&/–—-"]);

const wide = /\s{2}|[^\S ]/;
const says = /[\p{L}\p{N}\p{So}\p{Extended_Pictographic}]/u;

type Written = { readonly raw: string; readonly normal: NormalText; readonly parts: readonly Part[] };

/** What remains of the post as it was written, without the command, its links and its mentions of the bot. */
export const noteOf = (written: Written): string => {
  const pieces = piecesOf(written).map(({ start, end }) => written.raw.slice(start, end));
  if (pieces.length === 0) return "";
  const note = pieces.length === 1 ? (pieces[0] ?? "") : pieces.join(" ");
  if (!says.test(note)) return "";
  const shown = written.normal.origin ? note.replaceAll(controls, "") : note;
  const tidy = wide.test(shown) ? shown.replaceAll(/\s+/g, " ") : shown;
  const { start, end } = trimmed(tidy, { start: 0, end: tidy.length });
  return tidy.slice(start, end);
};

/** Where the note stands in the post; none where it says nothing. */
export const noteSpans = (written: Written): readonly Span[] => {
  const spans = piecesOf(written).map((piece) => trimmed(written.raw, piece));
  return spans.filter(({ start, end }) => says.test(written.raw.slice(start, end)));
};

/** The runs of parts that have no place in the command. */
const piecesOf = ({ raw, normal, parts }: Written): readonly Span[] => {
  const origin = originOf(normal, raw);
  const pieces: Span[] = [];
  let at = 0;
  while (at < parts.length) {
    if (parts[at]?.used) {
      at += 1;
      continue;
    }
    const from = at;
    while (at < parts.length && !parts[at]?.used) at += 1;
    pieces.push({ start: origin(parts[from]?.start ?? 0), end: origin(parts[at - 1]?.end ?? 0) });
  }
  return pieces;
};

/** Character by character: a pattern would try every place of a long run of marks. */
const trimmed = (note: string, { start, end }: Span): Span => {
  let from = start;
  let to = end;
  while (from < to && before.has(note.charAt(from))) from += 1;
  while (to > from && after.has(note.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
};
