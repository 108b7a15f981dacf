import { type NormalText, type Span, originOf } from "./normalise.ts";
import { noteSpans } from "./note.ts";
import type { Part } from "./part.ts";

/** A part of a post's text that was understood: UTF-16 indices, `end` exclusive. */
export type Mark = Span & { readonly part: "verb" | "amount" | "payee" | "note" };

/** More than 49 payees with their amounts need. */
const maximumMarks = 120;

const marked: ReadonlySet<string> = new Set(["verb", "amount", "payee"]);

/**
 * Where in the post as it was written the command's parts stand, in its order; `from` is where the written part begins.
 * Only what has its place in the command is marked; the note is what is left, without the marks and spaces around it.
 */
export const marksOf = (written: {
  readonly raw: string;
  readonly from: number;
  readonly normal: NormalText;
  readonly parts: readonly Part[];
  readonly withNote: boolean;
}): readonly Mark[] => {
  const { raw, from, normal, parts, withNote } = written;
  const origin = originOf(normal, raw);
  const understood = parts.flatMap((part) =>
    part.used && marked.has(part.kind)
      ? [{ start: origin(part.start), end: origin(part.end), part: part.kind as Mark["part"] }]
      : [],
  );
  const note = withNote ? noteSpans({ raw, normal, parts }).map((span) => ({ ...span, part: "note" as const })) : [];
  return [...understood, ...note]
    .toSorted((one, other) => one.start - other.start)
    .slice(0, maximumMarks)
    .map(({ start, end, part }) => ({ start: from + start, end: from + end, part }));
};
