/** Which items are in the window of a transaction, in real time. */
export type ConflictWindows = {
  /** Which of the keys, by their place, are held. */
  readonly heldAmong: (keys: readonly string[]) => ReadonlySet<number>;
  /** Holds the keys for the window, and at least until the function that it answers is called. */
  readonly hold: (keys: readonly string[]) => () => void;
};

export const createConflictWindows = ({
  now,
  windowMs,
}: {
  readonly now: () => number;
  readonly windowMs: number;
}): ConflictWindows => {
  const heldUntil = new Map<string, number>();
  return {
    heldAmong: (keys) => {
      const moment = now();
      const held = keys.flatMap((key, at) => ((heldUntil.get(key) ?? 0) > moment ? [at] : []));
      return new Set(held);
    },
    hold: (keys) => {
      const end = now() + windowMs;
      for (const key of keys) heldUntil.set(key, Infinity);
      return () => {
        for (const key of keys) {
          if (end > now()) heldUntil.set(key, end);
          else heldUntil.delete(key);
        }
      };
    },
  };
};
