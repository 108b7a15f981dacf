import type { Effect } from "./facts.ts";

type Span = { readonly from: number; readonly to: number };
type Field = "available" | "held";

/** The least and the most that a wallet can have had at some time in the span. */
export type Bounds = Readonly<Record<Field, (span: Span) => readonly [least: bigint, most: bigint]>>;

/** Sums of amounts up to a place in the order. */
const prefixSums = (amounts: readonly { readonly at: number; readonly amount: bigint }[]) => {
  const sorted = [...amounts].sort((one, other) => one.at - other.at);
  const places = Float64Array.from(sorted, ({ at }) => at);
  let total = 0n;
  const sums = [0n, ...sorted.map(({ amount }) => (total += amount))];
  return (before: number): bigint => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? Infinity) < before) low = middle + 1;
      else high = middle;
    }
    return sums[low] ?? 0n;
  };
};

/**
 * What was known to be posted before the span counts; what began before its end and was not known yet may count: all that
 * takes away for the least, all that adds for the most.
 */
export const boundsOf = (effects: readonly Effect[]): Bounds => {
  const field = (name: Field): Bounds[Field] => {
    const sums = (sign: "gain" | "loss", end: "begunAt" | "knownAt") =>
      prefixSums(
        effects
          .filter((effect) => (sign === "gain" ? effect[name] > 0n : effect[name] < 0n))
          .map((effect) => ({ at: effect[end], amount: effect[name] })),
      );
    const [gainsKnown, gainsBegun] = [sums("gain", "knownAt"), sums("gain", "begunAt")];
    const [lossesKnown, lossesBegun] = [sums("loss", "knownAt"), sums("loss", "begunAt")];
    return ({ from, to }) => [gainsKnown(from) + lossesBegun(to), gainsBegun(to) + lossesKnown(from)];
  };
  return { available: field("available"), held: field("held") };
};
