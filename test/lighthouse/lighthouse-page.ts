/** What is measured, in the order of the page's columns. */
export const categories = [
  { id: "performance", name: "performance" },
  { id: "accessibility", name: "accessibility" },
  { id: "best-practices", name: "best practices" },
] as const;

/** Times and the like that explain the first category. */
export const metrics = [
  { id: "first-contentful-paint", name: "first paint" },
  { id: "largest-contentful-paint", name: "largest paint" },
  { id: "total-blocking-time", name: "blocked" },
  { id: "cumulative-layout-shift", name: "layout shift" },
] as const;

/** The least that each score of each screen may be. */
export const leastScore = 95;

export type Measured = {
  readonly screen: string;
  /** Of 100, in the order of the categories. */
  readonly scores: readonly number[];
  /** As Lighthouse writes them, in the order of the metrics. */
  readonly values: readonly string[];
  /** Kilobytes over the network. */
  readonly kilobytes: number;
};

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The table of docs/lighthouse.md. */
export const lighthouseTable = (measured: readonly Measured[]): string => {
  const heads = ["screen", ...[...categories, ...metrics].map(({ name }) => name), "kB"];
  return [
    row(heads),
    row(heads.map(() => "---")),
    ...measured.map(({ screen, scores, values, kilobytes }) => row([screen, ...scores, ...values, kilobytes])),
  ].join("\n");
};

/** The scores in such a table: one list for each screen. */
export const scoresIn = (page: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...page.matchAll(/^\| (?<screen>[a-z ]+?) +\|(?<cells>(?: +\d+ +\|){3})/gm)].map(({ groups }) => [
      groups?.["screen"] ?? "",
      (groups?.["cells"] ?? "").match(/\d+/g)?.map(Number) ?? [],
    ]),
  );
