import type { Part } from "./part.ts";
import type { NormalText } from "./normalise.ts";

/** Controls that change how a text is shown; joiners and selectors stay, since emoji are made with them. */
const controls = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** What a note does not start with, and what it does not end with. */
const before = new Set([..." ,;:.!?…·•|+&>/–—-"]);
const after = new Set([..." ,;:?·•|+&/–—-"]);

const wide = /\s{2}|[^\S ]/;
const says = /[\p{L}\p{N}\p{So}\p{Extended_Pictographic}]/u;

/** What remains of the post as it was written, without the command, its links and its mentions of the bot. */
export const noteOf = (written: { raw: string; normal: NormalText; parts: readonly Part[] }): string => {
  const { raw, normal, parts } = written;
  const origin = (at: number): number => (normal.origin ? (normal.origin[at] ?? raw.length) : at);
  const pieces: string[] = [];
  let at = 0;
  while (at < parts.length) {
    if (parts[at]?.used) {
      at += 1;
      continue;
    }
    const from = at;
    while (at < parts.length && !parts[at]?.used) at += 1;
    pieces.push(raw.slice(origin(parts[from]?.start ?? 0), origin(parts[at - 1]?.end ?? 0)));
  }
  if (pieces.length === 0) return "";
  const note = pieces.length === 1 ? (pieces[0] ?? "") : pieces.join(" ");
  if (!says.test(note)) return "";
  const shown = normal.origin ? note.replaceAll(controls, "") : note;
  return trimmed(wide.test(shown) ? shown.replaceAll(/\s+/g, " ") : shown);
};

/** Character by character: a pattern would try every place of a long run of marks. */
const trimmed = (note: string): string => {
  let from = 0;
  let to = note.length;
  while (from < to && before.has(note.charAt(from))) from += 1;
  while (to > from && after.has(note.charAt(to - 1))) to -= 1;
  return note.slice(from, to);
};
