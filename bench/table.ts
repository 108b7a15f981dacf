import type { Figure } from "./benchmark.ts";
import { spreadOf } from "./statistics.ts";

const heading = ["what", "median", "p95", "target", "", "all"];

const rowOf = ({ what, unit, values, atMost }: Figure): readonly string[] => {
  const { median, p95 } = spreadOf(values);
  const isSingle = values.length === 1;
  return [
    what,
    `${median} ${unit}`,
    isSingle ? "" : `${p95} ${unit}`,
    atMost === undefined ? "" : `<= ${atMost} ${unit}`,
    atMost === undefined ? "" : median <= atMost ? "reached" : "MISSED",
    isSingle ? "" : values.map(Math.round).join(" "),
  ];
};

/** The figures for people, a row each, with every single value at the end. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [heading, ...figures.map(rowOf)];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};
