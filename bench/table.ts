import type { Figure } from "./benchmark.ts";
import { quantile } from "./statistics.ts";

const heading = ["what", "median", "p95", "target", "", "all"];

const targetOf = ({ unit, atMost, atLeast }: Figure): string => {
  if (atMost !== undefined) return `<= ${atMost} ${unit}`;
  return atLeast === undefined ? "" : `>= ${atLeast} ${unit}`;
};

const isReached = ({ atMost, atLeast }: Figure, median: number): boolean =>
  median <= (atMost ?? Infinity) && median >= (atLeast ?? -Infinity);

const mostListed = 20;

/** Three digits of what is small, no fractions of what is not. */
const shown = (value: number): string => String(value < 100 ? Number(value.toPrecision(3)) : Math.round(value));

const rowOf = (figure: Figure): readonly string[] => {
  const { what, unit, values } = figure;
  const [median, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
  const target = targetOf(figure);
  const isSingle = values.length === 1;
  return [
    what,
    `${shown(median)} ${unit}`,
    isSingle ? "" : `${shown(p95)} ${unit}`,
    target,
    target === "" ? "" : isReached(figure, median) ? "reached" : "MISSED",
    isSingle || values.length > mostListed ? "" : values.map(shown).join(" "),
  ];
};

/** The figures for people, a row each, with every single value at the end where they are few. */
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
