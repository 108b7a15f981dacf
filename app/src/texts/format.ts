import type { I18n } from "@lingui/core";
import { type Clock, dayMs, epochMs, hourMs, type Instant, minuteMs, secondMs } from "../../../core/clock.ts";
import { currencyOf, minorDigits } from "../../../core/money/currency.ts";
import { formatMoney, toDecimal } from "../../../core/money/money.ts";
import type { ReadingLocale } from "./locale.ts";
import type { Message, ValuesOf } from "./message.ts";
import { isolated } from "./isolated.ts";
import { commonTexts } from "./messages/common.ts";

/** Says a message in the reader's language, its placeholders filled. */
export type Translate = <Wording extends string>(message: Message<Wording>, ...values: ValuesOf<Wording>) => string;

/** How one person reads: language, numbers, times. */
export type Reader = ReadingLocale & {
  readonly t: Translate;
  /** "12,99 €" */
  money(amountMinor: number, currency: string): string;
  /** "1 200 €": without cents, for an axis. */
  wholeMoney(amountMinor: number, currency: string): string;
  /** "12,99 euros", for who listens. */
  spokenMoney(amountMinor: number, currency: string): string;
  /** "today at 18:04", inside of a sentence. */
  moment(at: Instant): string;
  /** "2 hours 5 minutes", "59 seconds": the largest two units. */
  duration(ms: number): string;
  /** "18:04" */
  time(at: Instant): string;
  /** "Today", as a heading. */
  day(at: Instant): string;
};

export const createReader = (parts: ReadingLocale & { readonly catalogue: I18n; readonly clock: Clock }): Reader => {
  const { language, locale, catalogue, clock } = parts;
  const t: Translate = ({ id }, ...[values]) => catalogue._(id, values && isolatedValues(values));
  const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const daysFromToday = (at: Instant): number => {
    const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
    return Math.round((midnight(epochMs(at)) - midnight(clock())) / dayMs);
  };
  return {
    t,
    language,
    locale,
    money: (amountMinor, currency) => {
      const known = currencyOf(currency);
      return known === undefined
        ? `${amountMinor} ${currency}`
        : formatMoney({ amount: BigInt(amountMinor), currency: known }, locale);
    },
    wholeMoney: (amountMinor, currency) => {
      const known = currencyOf(currency);
      const units = known === undefined ? amountMinor : amountMinor / 10 ** minorDigits(known);
      const format = new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 });
      return format.format(units);
    },
    spokenMoney: (amountMinor, currency) => {
      const known = currencyOf(currency);
      if (known === undefined) return `${amountMinor} ${currency}`;
      const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "name" });
      return format.format(toDecimal({ amount: BigInt(amountMinor), currency: known }) as Intl.StringNumericLiteral);
    },
    moment: (at) => {
      const days = daysFromToday(at);
      if (Math.abs(days) > 1) return momentFormat.format(epochMs(at));
      return t(commonTexts.dayAndTime, {
        day: relativeDays.format(days, "day"),
        time: timeFormat.format(epochMs(at)),
      });
    },
    duration: (ms) => durationIn(locale, ms),
    time: (at) => timeFormat.format(epochMs(at)),
    day: (at) => {
      const days = daysFromToday(at);
      if (days === 0) return t(commonTexts.today);
      return days === -1 ? t(commonTexts.yesterday) : dateFormat.format(epochMs(at));
    },
  };
};

const units = [
  ["day", dayMs],
  ["hour", hourMs],
  ["minute", minuteMs],
  ["second", secondMs],
] as const;

const durationIn = (locale: string, ms: number): string => {
  let left = Math.ceil(ms / secondMs) * secondMs;
  const parts: string[] = [];
  for (const [unit, unitMs] of units) {
    const count = Math.floor(left / unitMs);
    left -= count * unitMs;
    // Seconds matter when there are no hours.
    const isFine = unit === "second" && ms >= 5 * minuteMs;
    if (count > 0 && parts.length < 2 && !isFine)
      parts.push(new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count));
  }
  return parts.join(" ");
};

const isolatedValues = (values: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]),
  );

/** Networks by the name that people call them. */
export const networkName = (channel: string): string => networkNames[channel] ?? channel;

const networkNames: Readonly<Record<string, string>> = { x: "X", piaf: "Piaf" };
