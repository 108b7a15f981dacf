import { type Instant, epochMs, hourMs, minuteMs } from "../clock.ts";
import type { Budget } from "./reply-log.ts";

/** A post that made something, by its root id and the time at which it was written. */
export type Trace = { readonly post: string; readonly at: Instant };

/** What one writer may propose: more is a flood. */
export const proposalPace: Budget = { limit: 5, windowMs: minuteMs };

/** What one person may be asked for, by whomever: more is a flood to wear somebody down. */
export const requestPace: Budget = { limit: 5, windowMs: hourMs };

/** A delivery this late meets the traces of its own time no more. */
const rememberedMs = 2 * hourMs;

/**
 * The traces with this one among them, or undefined when that would be more than `limit` within a window. Judged by when
 * the posts were written, not by when they arrive: what an outage held back is no flood, and what was one too many stays
 * so when it is delivered again. A post that has left its trace passes again.
 */
export const leaveTrace = (traces: readonly Trace[], trace: Trace, pace: Budget): readonly Trace[] | undefined => {
  if (traces.some(({ post }) => post === trace.post)) return traces;
  const at = epochMs(trace.at);
  if (isCrowded([...traces.map((one) => epochMs(one.at)), at], pace)) return undefined;
  return [...traces.filter((one) => at - epochMs(one.at) < rememberedMs), trace];
};

/** Whether one more than the limit lies within some window of time. */
const isCrowded = (times: readonly number[], { limit, windowMs }: Budget): boolean => {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted.some((first, index) => (sorted[index + limit] ?? Infinity) - first < windowMs);
};
