import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultLimitRules, limitNames, levels } from "../../../core/limits/limits.ts";

it("the page of limits has the table that holds", () => {
  const page = readFileSync(new URL("../../../docs/limits.md", import.meta.url), "utf8");
  const inEuros = (minor: bigint | undefined): string =>
    minor === undefined ? "—" : (Number(minor) / 100).toLocaleString("en");
  const rows = levels.map((level) => [
    `\`${level}\``,
    ...limitNames.map((name) => inEuros(defaultLimitRules.levels[level][name])),
  ]);
  const written = page
    .split("\n")
    .filter((line) => /^\| `(unverified|basic|full)`/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(written).toEqual(rows);
});
