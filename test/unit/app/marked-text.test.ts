import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentsOf, shortened } from "../../../app/src/payments/marked-text.ts";

const post = "@piaf send €5 to @bob for tea";
const mark = (words: string, part: "verb" | "amount" | "payee" | "note") => {
  const start = post.indexOf(words);
  return { start, end: start + words.length, part };
};
const marks = [mark("send", "verb"), mark("€5", "amount"), mark("@bob", "payee"), mark("for tea", "note")];

describe("a post with its marks", () => {
  it("is cut where they begin and end", () => {
    expect(segmentsOf(post, marks)).toEqual([
      { text: "@piaf " },
      { text: "send", part: "verb" },
      { text: " " },
      { text: "€5", part: "amount" },
      { text: " to " },
      { text: "@bob", part: "payee" },
      { text: " " },
      { text: "for tea", part: "note" },
    ]);
  });

  it("keeps every letter, whatever the marks", () => {
    const anyMark = fc.record({ start: fc.nat(40), end: fc.nat(40), part: fc.constant("verb" as const) });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(anyMark), (text, some) => {
        const segments = segmentsOf(text, some);
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
      }),
    );
  });

  it("is shown in part when it is long, and never without whom, how much and what to do", () => {
    const tail = " and so on".repeat(2_500);
    expect(shortened(post + tail, marks)).toHaveLength(400);
    const late = { start: 900, end: 910, part: "amount" as const };
    expect(shortened(post + tail, [...marks, late])).toHaveLength(910);
    expect(shortened(post + tail, [...marks, { start: 22, end: 25_000, part: "note" }])).toHaveLength(400);
    expect(shortened("a".repeat(500), [])).toHaveLength(500);
  });

  it("is never cut through a character", () => {
    const text = "a" + "😀".repeat(1_000);
    expect(shortened(text, []).isWellFormed()).toBe(true);
  });
});
