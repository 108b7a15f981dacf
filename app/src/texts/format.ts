import { type Clock, dayMs, epochMs, type Instant } from "../../../core/clock.ts";
import { currencyOf } from "../../../core/money/currency.ts";
import { formatMoney, toDecimal } from "../../../core/money/money.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import type { Texts } from "./texts.ts";

/** How one person reads: language, numbers, times. */
export type Reader = {
  readonly texts: Texts;
  readonly locale: string;
  /** "12,99 €" */
  money(amountMinor: number, currency: string): string;
  /** "12,99 euros", for who listens. */
  spokenMoney(amountMinor: number, currency: string): string;
  /** "today at 18:04", inside of a sentence. */
  moment(at: Instant): string;
  /** "18:04" */
  time(at: Instant): string;
  /** "Today", as a heading. */
  day(at: Instant): string;
};

const languages: Readonly<Record<string, Texts>> = { en, fr };

/** The first of the person's languages that the app speaks, else English. */
export const textsFor = (wanted: readonly string[]): { readonly texts: Texts; readonly locale: string } => {
  for (const locale of wanted) {
    const texts = languages[locale.split("-")[0]?.toLowerCase() ?? ""];
    if (texts !== undefined) return { texts, locale: isLocale(locale) ? locale : texts.language };
  }
  return { texts: en, locale: "en" };
};

/** Some systems give the browser a language that is no BCP 47 tag, such as "en-US@posix". */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

export const createReader = (parts: {
  readonly texts: Texts;
  readonly locale: string;
  readonly clock: Clock;
}): Reader => {
  const { texts, locale, clock } = parts;
  const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const daysFromToday = (at: Instant): number => {
    const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
    return Math.round((midnight(epochMs(at)) - midnight(clock())) / dayMs);
  };
  return {
    texts,
    locale,
    money: (amountMinor, currency) => {
      const known = currencyOf(currency);
      return known === undefined
        ? `${amountMinor} ${currency}`
        : formatMoney({ amount: BigInt(amountMinor), currency: known }, locale);
    },
    spokenMoney: (amountMinor, currency) => {
      const known = currencyOf(currency);
      if (known === undefined) return `${amountMinor} ${currency}`;
      const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "name" });
      return format.format(toDecimal({ amount: BigInt(amountMinor), currency: known }) as Intl.StringNumericLiteral);
    },
    moment: (at) => {
      const days = daysFromToday(at);
      const time = timeFormat.format(epochMs(at));
      const near = Math.abs(days) <= 1;
      return near ? texts.dayAndTime(relativeDays.format(days, "day"), time) : momentFormat.format(epochMs(at));
    },
    time: (at) => timeFormat.format(epochMs(at)),
    day: (at) => {
      const days = daysFromToday(at);
      if (days === 0) return texts.today;
      return days === -1 ? texts.yesterday : dateFormat.format(epochMs(at));
    },
  };
};

/** Networks by the name that people call them. */
export const networkName = (channel: string): string => (channel === "x" ? "X" : channel);
