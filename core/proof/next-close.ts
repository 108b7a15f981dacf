import { dayMs, epochMs, instant, minuteMs } from "../clock.ts";
import type { TimeWindow } from "./books.ts";
import type { DayClose } from "./close-store.ts";
import { dayOf } from "./transfer-record.ts";

/** A day to be closed, and what was posted since the close before. */
export type NextClose = { readonly day: string; readonly window: TimeWindow; readonly previous: DayClose | undefined };

/**
 * A transfer carries the time at which its posting began. After so long none can still come that began before midnight:
 * the ledger's runs are far shorter, and none of them posts with an old time.
 */
const settlingMs = 15 * minuteMs;

/** Before anything that was ever posted. */
const everBefore = instant(0);

const startOf = (day: string): number => epochMs(`${day}T00:00:00.000Z`);

/** The first day that is over and has not been closed: the one after the last close, or yesterday where there is none. */
export const nextClose = (last: DayClose | undefined, now: number): NextClose | undefined => {
  const yesterday = dayOf(instant(now - settlingMs - dayMs));
  const day = last === undefined ? yesterday : dayOf(instant(startOf(last.root.day) + dayMs));
  return day > yesterday ? undefined : closeOf(day, last);
};

/** The whole of a day that is over. */
const closeOf = (day: string, previous: DayClose | undefined): NextClose => ({
  day,
  window: { since: previous?.until ?? everBefore, until: instant(startOf(day) + dayMs) },
  previous,
});

/**
 * Today, up to now: for a stage on which one does not want to wait for midnight to see a receipt. What comes later today
 * counts for the balances of the next close, and stands in no root.
 */
export const earlyClose = (last: DayClose | undefined, now: number): NextClose => ({
  ...closeOf(dayOf(instant(now)), last),
  window: { since: last?.until ?? everBefore, until: instant(now) },
});
