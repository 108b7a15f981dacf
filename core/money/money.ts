import { type Currency, minorDigits } from "./currency.ts";

/** An integer count of minor units (cents for EUR) and its currency. */
export type Money = { readonly amount: bigint; readonly currency: Currency };

/** The largest amount of one transfer, in minor units: below 2^53, so that JSON numbers hold it exactly. */
export const maximumAmountMinor = 10n ** 15n;

/** `1299n` of EUR is "12.99": digits and a point only, for machines. */
export const toDecimal = ({ amount, currency }: Money): string => {
  const digits = minorDigits(currency);
  const sign = amount < 0n ? "-" : "";
  const minor = amount
    .toString()
    .replace("-", "")
    .padStart(digits + 1, "0");
  return digits === 0 ? sign + minor : `${sign}${minor.slice(0, -digits)}.${minor.slice(-digits)}`;
};

/** As a reader of `locale` (BCP 47) writes it: "12,99 €" in fr, "€12.99" in en. The digits come from ISO 4217, never from `Intl`. */
export const formatMoney = (money: Money, locale: string): string => {
  const digits = minorDigits(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A decimal string keeps amounts above 2^53 exact.
  return format.format(toDecimal(money) as Intl.StringNumericLiteral);
};
