import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { invariants } from "../../invariants/invariants.ts";
import { mutants } from "../../mutants/mutants.ts";

it("each of the twelve invariants names a test that exists, or says what is not built", () => {
  expect(invariants.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_none, index) => index + 1));
  for (const one of invariants) {
    if (one.file !== undefined) expect(readFileSync(one.file, "utf8")).toContain(`it("${one.title}"`);
    else expect(one.notBuiltYet).not.toBe("");
  }
});

it("each invariant that has a test has a deliberate bug", () => {
  const tested = invariants.filter(({ file }) => file !== undefined).map(({ number }) => number);
  expect([...new Set(mutants.map(({ invariant }) => invariant))]).toEqual(tested);
});

it.each(mutants)("the bug of invariant $invariant still finds its place: $bug", ({ file, find, replace }) => {
  expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
