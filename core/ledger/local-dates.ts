import { minuteMs } from "../clock.ts";

/** The day (2026-11-24) and the month (2026-11) that it is somewhere: they sort as text in the order of time. */
export type LocalDates = { readonly day: string; readonly month: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one is what costs; zones are few. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  return format;
};

/** Offsets of time zones are whole quarters of an hour: no day begins within one. */
const quarterMs = 15 * minuteMs;

/** Of each zone the quarter of an hour that was asked for last: payments ask for the present one again and again. */
const latest = new Map<string, { readonly quarter: number; readonly dates: LocalDates }>();

/** Of a moment (milliseconds since 1970) in an IANA time zone. Throws a RangeError for a zone that does not exist. */
export const localDates = (timeZone: string, epochMs: number): LocalDates => {
  const quarter = Math.floor(epochMs / quarterMs);
  const known = latest.get(timeZone);
  if (known?.quarter === quarter) return known.dates;
  const dates = datesOf(timeZone, epochMs);
  latest.set(timeZone, { quarter, dates });
  return dates;
};

const datesOf = (timeZone: string, epochMs: number): LocalDates => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const month = `${parts["year"]?.padStart(4, "0")}-${parts["month"]}`;
  return { day: `${month}-${parts["day"]}`, month };
};
