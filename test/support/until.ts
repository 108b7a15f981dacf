import { setTimeout as pause } from "node:timers/promises";

/** Asks again until there is an answer; gives up with what it waited for. */
export const until = async <Value>(
  what: string,
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
  { withinMs = 10_000, everyMs = 20 } = {},
): Promise<Value> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(everyMs);
  }
};
