import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { transitions } from "../../../core/intent/intent-state.ts";

it("draws in docs/architecture.md exactly the moves of the table of states", () => {
  const page = readFileSync("docs/architecture.md", "utf8");
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
  const moves = Object.entries(transitions).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
  expect(drawn.sort()).toEqual(moves.sort());
});
