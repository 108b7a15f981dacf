import { type Currency, minorDigits } from "../../../core/money/currency.ts";

/** Beyond this no wallet goes. */
const mostDigits = 10;

/**
 * What a person typed into a field for an amount, in minor units; `undefined` for what is none, or none above zero. A
 * comma and a point both part the cents, as on any phone's number pad; nothing else is guessed.
 */
export const amountTyped = (text: string, currency: Currency): number | undefined => {
  const digits = minorDigits(currency);
  const [, whole = "", cents = ""] = /^(\d*)(?:[.,](\d*))?$/.exec(text.replaceAll(/\s/g, "")) ?? [];
  if (whole + cents === "" || cents.length > digits || whole.length > mostDigits) return undefined;
  const amount = Number(whole + cents.padEnd(digits, "0"));
  return amount > 0 ? amount : undefined;
};
