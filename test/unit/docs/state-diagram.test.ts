import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { caseTransitions } from "../../../core/case/case.ts";
import { transitions } from "../../../core/intent/intent-state.ts";

it.each<[string, Readonly<Record<string, readonly string[]>>]>([
  ["docs/architecture.md", transitions],
  ["docs/disputes.md", caseTransitions],
])("draws in %s exactly the moves of the table of states", (path, table) => {
  const page = readFileSync(path, "utf8");
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
  const moves = Object.entries(table).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
  expect(drawn.sort()).toEqual(moves.sort());
});
