import type { Figure } from "./benchmark.ts";
import { spreadOf } from "./statistics.ts";

const heading = ["what", "median", "p95", "target", "", "all"];

const targetOf = ({ unit, atMost, atLeast }: Figure): string => {
  if (atMost !== undefined) return `<= ${atMost} ${unit}`;
  return atLeast === undefined ? "" : `>= ${atLeast} ${unit}`;
};

const isReached = ({ atMost, atLeast }: Figure, median: number): boolean =>
  median <= (atMost ?? Infinity) && median >= (atLeast ?? -Infinity);

const rowOf = (figure: Figure): readonly string[] => {
  const { what, unit, values } = figure;
  const { median, p95 } = spreadOf(values);
  const target = targetOf(figure);
  const isSingle = values.length === 1;
  return [
    what,
    `${median} ${unit}`,
    isSingle ? "" : `${p95} ${unit}`,
    target,
    target === "" ? "" : isReached(figure, median) ? "reached" : "MISSED",
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
