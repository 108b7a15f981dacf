import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { quantile, spreadOf } from "../../../bench/statistics.ts";
import { tableOf } from "../../../bench/table.ts";

const bench = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bench/main.ts", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
};

describe("the figures of a benchmark", () => {
  it("take quantiles by the nearest rank, whatever the order", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(hundred, 0.95)).toBe(95);
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, p95: 5 });
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it("stand beside their targets, each single value too", () => {
    const table = tableOf([
      { what: "quick", unit: "ms", values: [3, 1, 2], atMost: 2 },
      { what: "slow", unit: "ms", values: [3], atMost: 2 },
    ]);
    expect(table.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["what", "median", "p95", "target", "all"],
      ["quick", "2 ms", "3 ms", "<= 2 ms", "reached", "3 1 2"],
      ["slow", "3 ms", "<= 2 ms", "MISSED"],
    ]);
  });
});

it("shows three digits of what is small, and lists no more than twenty values", () => {
  const table = tableOf([
    { what: "each", unit: "write units", values: [7.2512], atMost: 8 },
    { what: "ratio", unit: "", values: [0.8761], atLeast: 0.9 },
    { what: "many", unit: "/s", values: Array.from({ length: 21 }, () => 1_234.5) },
  ]);
  const [, ...rows] = table.split("\n").map((line) => line.split(/ {2,}/));
  expect(rows).toEqual([
    ["each", "7.25 write units", "<= 8 write units", "reached"],
    ["ratio", "0.876", ">= 0.9", "MISSED"],
    ["many", "1235 /s", "1235 /s"],
  ]);
});

describe("npm run bench", () => {
  it.each([
    { args: [], sentence: /^Name a benchmark: journey \(.*\)\.\n$/ },
    { args: ["foo"], sentence: /^No benchmark "foo": journey \(.*\)\.\n$/ },
    { args: ["toString"], sentence: /^No benchmark "toString": journey \(.*\)\.\n$/ },
    { args: ["journey", "--rounds", "0"], sentence: /^--rounds takes a number from 1 to 59, not "0": .*\n$/ },
    { args: ["journey", "--fast"], sentence: /^Unknown option '--fast'.*\n$/ },
  ])("says in one sentence what it cannot do: $args", ({ args, sentence }) => {
    const { status, stdout, stderr } = bench(...args);
    expect(stderr).toMatch(sentence);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });
});
