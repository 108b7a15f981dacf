import { setTimeout as delay } from "node:timers/promises";

/** Waits, but not beyond the signal. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, { signal }).catch(() => undefined);
