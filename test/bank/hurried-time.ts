import { setTimeout as sleep } from "node:timers/promises";
import type { VirtualTime } from "../../local/simulation/virtual-time.ts";

/** The machine's own time, of which so many pass for each millisecond: its clock stays the machine's. */
export const createHurriedTime = (haste = 1): VirtualTime => {
  const startMs = performance.now();
  return {
    clock: Date.now,
    now: () => (performance.now() - startMs) * haste,
    sleep: (milliseconds) => sleep(milliseconds / haste),
    after: (milliseconds, happen) => void setTimeout(happen, milliseconds / haste).unref(),
    outside: (work) => work,
    run: async () => undefined,
    finish: (work) => work,
  };
};
