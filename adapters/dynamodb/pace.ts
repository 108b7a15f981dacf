/** Waits and chance, injected: the simulation and the tests own both. `random` is uniform in [0, 1). */
export type Pace = { readonly sleep: (milliseconds: number) => Promise<void>; readonly random: () => number };

/** In place, so often; then the caller's queue takes over. */
export const attemptLimit = 12;

/** A conflict lasts as long as somebody else's transaction (about 8 ms); a throttle until the partition has its breath back. */
const waits = {
  conflict: { firstMs: 4, mostMs: 250 },
  throttled: { firstMs: 50, mostMs: 2_000 },
  unknown: { firstMs: 50, mostMs: 1_000 },
} as const;

export type Hindrance = keyof typeof waits;

/** Waits before the attempt that follows `attempt` (from 1), with full jitter, so that those who met do not meet again. */
export const backOff = (pace: Pace, hindrance: Hindrance, attempt: number): Promise<void> => {
  const { firstMs, mostMs } = waits[hindrance];
  return pace.sleep(pace.random() * Math.min(mostMs, firstMs * 2 ** attempt));
};
