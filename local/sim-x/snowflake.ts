import type { Clock } from "../../core/clock.ts";

const epochMs = 1_288_834_974_657n;

/** Ids as X makes them: the upper bits say when, and each is larger than the one before. */
export const createSnowflakes = (clock: Clock, last: bigint): (() => string) => {
  let latest = last;
  return () => {
    const now = (BigInt(clock()) - epochMs) << 22n;
    latest = now > latest ? now : latest + 1n;
    return latest.toString();
  };
};

export const timeOfSnowflake = (id: string): number => Number((BigInt(id) >> 22n) + epochMs);
