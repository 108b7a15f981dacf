import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestShownName, readShownName } from "../../../core/holder/shown-name.ts";

const nameOf = (typed: string): string => {
  const read = readShownName(typed);
  return read.ok ? read.value : read.fault;
};

describe("a shown name", () => {
  it.each([
    ["Dave", "Dave"],
    ["  Zoë   Müller ", "Zoë Müller"],
    ["Zoe\u0308", "Zoë"],
    ["李小龙", "李小龙"],
    ["O’Brien, Jr.", "O’Brien, Jr."],
    ["Edith Piaf", "Edith Piaf"],
    ["Corner Bakery 24", "Corner Bakery 24"],
  ])("is taken as others read it: %j", (typed, shown) => expect(nameOf(typed)).toBe(shown));

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["x".repeat(longestShownName + 1), "too_long"],
    ["1234", "unreadable"],
    ["🙂", "unreadable"],
    ["Da\u202Eve", "unreadable"],
    ["Da\u200Bve", "unreadable"],
    ["Da\nve", "unreadable"],
    ["Da\u0007ve", "unreadable"],
    [`Da${"\u0301\u0302\u0303\u0304\u0305"}ve`, "unreadable"],
    ["Piaf", "of_piaf"],
    ["PIAF Support", "of_piaf"],
    ["P1af", "of_piaf"],
    ["Рiaf", "of_piaf"],
    ["P.i.a.f", "of_piaf"],
    ["The Piaf team", "of_piaf"],
    ["Support", "of_piaf"],
    ["Security", "of_piaf"],
  ])("is refused where it deceives: %j", (typed, fault) => expect(nameOf(typed)).toBe(fault));

  it("is never anything that cannot be seen, and reading it again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const read = readShownName(typed);
        if (!read.ok) return true;
        return !/[\p{C}\p{Zl}\p{Zp}]/u.test(read.value) && nameOf(read.value) === read.value;
      }),
    );
  });
});
