import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { categories, leastScore, lighthouseTable, scoresIn } from "../../lighthouse/lighthouse-page.ts";

it("each measured screen reaches the target in every category", () => {
  const page = readFileSync(new URL("../../../docs/lighthouse.md", import.meta.url), "utf8");
  const scores = scoresIn(page);
  expect([...scores.keys()]).toEqual(["stage", "welcome", "home", "approval", "activity", "settings"]);
  for (const [screen, reached] of scores) {
    expect(reached, screen).toHaveLength(categories.length);
    for (const score of reached) expect(score, screen).toBeGreaterThanOrEqual(leastScore);
  }
});

it("reads the scores from the table as it is written", () => {
  const measured = { screen: "home", scores: [94, 100, 7], values: ["1.3 s", "1.7 s", "0 ms", "0.02"], kilobytes: 96 };
  expect([...scoresIn(lighthouseTable([measured]))]).toEqual([["home", [94, 100, 7]]]);
});
