/** The value that a share of all lies at or below, by the nearest rank. @throws RangeError when there is none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("no values to take a quantile of");
  return value;
};

export type Spread = { readonly median: number; readonly p95: number };

/** Rounded to whole units: a tenth of a millisecond means nothing here. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: Math.round(quantile(values, 0.5)),
  p95: Math.round(quantile(values, 0.95)),
});
