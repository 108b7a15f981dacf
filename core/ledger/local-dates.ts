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

/** Of a moment (milliseconds since 1970) in an IANA time zone. Throws a RangeError for a zone that does not exist. */
export const localDates = (timeZone: string, epochMs: number): LocalDates => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const month = `${parts["year"]?.padStart(4, "0")}-${parts["month"]}`;
  return { day: `${month}-${parts["day"]}`, month };
};
