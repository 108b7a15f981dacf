import type { Clock } from "../../core/clock.ts";

const epochMs = 1_288_834_974_657n;

/**
 * Ids as X makes them: the upper bits say when, and each is larger than the one before. One of the past, for who wants a
 * post to be older, has its own time and a count that no other has.
 */
export const createSnowflakes = (clock: Clock, last: bigint): ((agoMs?: number) => string) => {
  let latest = last;
  let past = 0n;
  return (agoMs = 0) => {
    const then = firstOf(clock() - agoMs);
    if (agoMs > 0) return (then + (past += 1n)).toString();
    latest = then > latest ? then : latest + 1n;
    return latest.toString();
  };
};

/** The smallest id of that millisecond. */
const firstOf = (atMs: number): bigint => (BigInt(atMs) - epochMs) << 22n;

export const timeOfSnowflake = (id: string): number => Number((BigInt(id) >> 22n) + epochMs);
