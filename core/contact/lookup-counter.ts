import type { HolderId } from "../ids.ts";

/** Enough for whoever types a handle; far too few to learn who is at Piaf. */
export const lookupsPerMinute = 30;

export type LookupCounter = {
  /** Counts one more, and says how many it makes in this minute. */
  count(holder: HolderId, nowMs: number): Promise<number>;
};
