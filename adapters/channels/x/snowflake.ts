import { type Instant, instant } from "../../../core/clock.ts";

/** 2010-11-04T01:42:54.657Z, where X's ids begin to count. */
const snowflakeEpochMs = 1_288_834_974_657n;

/** An id of X says when its post was made: the upper bits count milliseconds. More precise than `created_at`, in both families. */
export const timeOfId = (id: string): Instant => instant(Number((BigInt(id) >> 22n) + snowflakeEpochMs));

/** The smallest id that a post of that millisecond can have. */
export const firstIdOf = (epochMs: number): string => String((BigInt(epochMs) - snowflakeEpochMs) << 22n);
