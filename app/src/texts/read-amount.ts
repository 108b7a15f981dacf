import { type Currency, EUR, minorDigits } from "../../../core/money/currency.ts";
import { fail, ok, type Result } from "../../../core/result.ts";

export type AmountFault = "missing" | "unclear" | "too_small" | "too_large";

/** 999,999.99 EUR: what the app asks for at most, in minor units. */
export const largestAmount = 99_999_999;

/** "12€50" is how one says it in French. */
const signBetween = /^(\d+)[€$£](\d{2})$/;
const signAround = /^[€$£]|[€$£]$|^EUR|(?:EUR|euros?)$/gi;
/** Groups of three before the other mark: nobody writes a thousandth of a cent. */
const grouped = /^\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*(?=$|[.,]\d{0,2}$)/;
const decimal = /^(\d*)(?:[.,](\d*))?$/;

/**
 * Reads an amount that a person typed, in minor units: with a comma or a point before the cents, with the currency's sign
 * or without, thousands in groups where a second mark makes it certain. What could be two amounts is `unclear`.
 */
export const readAmount = (text: string, currency: Currency = EUR): Result<number, AmountFault> => {
  const typed = text
    .replaceAll(/[\s\u00a0\u202f]/g, "")
    .replace(signBetween, "$1.$2")
    .replaceAll(signAround, "");
  if (typed === "") return fail("missing");
  const digits = minorDigits(currency);
  const [, whole = "", cents = ""] = decimal.exec(ungrouped(typed)) ?? [];
  if (whole + cents === "" || cents.length > digits) return fail("unclear");
  const amount = Number(whole + cents.padEnd(digits, "0"));
  if (amount === 0) return fail("too_small");
  return amount > largestAmount ? fail("too_large") : ok(amount);
};

/** "1.234,50" without its groups. "1,234" stays: it may be a thousand or a slip of the pen. */
const ungrouped = (typed: string): string => {
  const [groups = "", mark = ""] = grouped.exec(typed) ?? [];
  const rest = typed.slice(groups.length);
  const certain =
    groups !== "" && rest[0] !== mark && (rest !== "" || groups.split(mark).length > 2 || /['’]/.test(mark));
  return certain ? groups.replaceAll(mark, "") + rest : typed;
};
