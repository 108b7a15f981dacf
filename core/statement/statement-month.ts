import { dayMs, hourMs, type Instant, instant, secondMs } from "../clock.ts";
import { localDates } from "../ledger/local-dates.ts";

/** A month of somebody's own calendar, as instants: `from` included, `to` not. */
export type StatementMonth = { readonly month: string; readonly from: Instant; readonly to: Instant };

/** No zone is farther from UTC. */
const farthestMs = 15 * hourMs;

/** When a month ("2026-11") begins in an IANA time zone. Throws a RangeError for a zone that does not exist. */
const beginOf = (month: string, timeZone: string): number => {
  const midnight = Date.parse(`${month}-01T00:00:00.000Z`);
  let [before, begun] = [midnight - farthestMs, midnight + farthestMs];
  while (begun - before > secondMs) {
    const middle = before + Math.floor((begun - before) / (2 * secondMs)) * secondMs;
    if (localDates(timeZone, middle).month < month) before = middle;
    else begun = middle;
  }
  return begun;
};

/** From the middle of a month, thirty days on is always within the next one. */
const nextOf = (month: string): string => instant(Date.parse(`${month}-15T00:00:00.000Z`) + 30 * dayMs).slice(0, 7);

/** The bounds of a month where its owner lives, whatever its days of summer time make of them. */
export const statementMonth = (month: string, timeZone: string): StatementMonth => ({
  month,
  from: instant(beginOf(month, timeZone)),
  to: instant(beginOf(nextOf(month), timeZone)),
});
