import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { secondMs } from "../../../core/clock.ts";
import type { Bucket } from "./spending.ts";

/** How the chart is read: everything that it writes. */
export type ChartWords = {
  readonly money: (amountMinor: number) => string;
  readonly step: (startMs: number) => string;
};

const height = 220;
/** More names do not fit beside one another on a phone. */
const mostNames = 5;

/** Draws bars of what was paid and received into `host`, in the colours of the tokens. Returns the end of it. */
export const drawSpending = (host: HTMLElement, buckets: readonly Bucket[], words: ChartWords): (() => void) => {
  let plot = plotIn(host, buckets, words);
  const redraw = (): void => {
    plot.destroy();
    plot = plotIn(host, buckets, words);
  };
  const resized = new ResizeObserver(() => {
    if (host.clientWidth !== plot.width) plot.setSize({ width: host.clientWidth, height });
  });
  const appearance = new MutationObserver(redraw);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  resized.observe(host);
  appearance.observe(document.documentElement, { attributeFilter: ["data-appearance"] });
  scheme.addEventListener("change", redraw);
  return () => {
    resized.disconnect();
    appearance.disconnect();
    scheme.removeEventListener("change", redraw);
    plot.destroy();
  };
};

const plotIn = (host: HTMLElement, buckets: readonly Bucket[], words: ChartWords): uPlot => {
  const seconds = buckets.map(({ startMs }) => startMs / secondMs);
  const data: uPlot.AlignedData = [seconds, buckets.map(({ debit }) => debit), buckets.map(({ credit }) => credit)];
  return new uPlot(optionsFor(host, seconds, words), data, host);
};

const optionsFor = (host: HTMLElement, seconds: readonly number[], words: ChartWords): uPlot.Options => {
  const colour = coloursOf(host);
  const axis = { stroke: colour("--ink-quiet"), font: `12px ${getComputedStyle(host).fontFamily}` };
  const every = Math.ceil(seconds.length / mostNames);
  const step = (seconds[1] ?? 0) - (seconds[0] ?? 0);
  const series = (token: string, align: -1 | 1): uPlot.Series => {
    const paths = uPlot.paths.bars?.({ size: [0.4, 28], align, radius: 0.2 });
    const look = { fill: colour(token), stroke: colour(token), width: 0, points: { show: false } };
    return paths === undefined ? look : { ...look, paths };
  };
  return {
    width: host.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    // Half a step of air on either side: bars are wider than points.
    scales: { x: { range: (_plot, from, to) => [from - step / 2, to + step / 2] }, y: { range: [0, null] } },
    series: [{}, series("--accent", -1), series("--line-strong", 1)],
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        ticks: { show: false },
        splits: () => seconds.filter((_second, place) => place % every === Math.floor(every / 2)),
        values: (_plot, splits) => splits.map((second) => words.step(second * secondMs)),
      },
      {
        ...axis,
        size: 64,
        space: 44,
        grid: { stroke: colour("--line"), width: 1 },
        ticks: { show: false },
        // Whole euros: an axis needs no cents.
        incrs: [1, 2, 5]
          .flatMap((lead) => [100, 1e3, 1e4, 1e5, 1e6, 1e7].map((unit) => lead * unit))
          .toSorted((a, b) => a - b),
        values: (_plot, splits) => splits.map(words.money),
      },
    ],
  };
};

/** A token's colour as the page has it now: `light-dark()` is resolved by asking for it as a colour. */
const coloursOf = (host: HTMLElement) => {
  const probe = document.createElement("span");
  return (token: string): string => {
    host.append(probe);
    probe.style.color = `var(${token})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
};
