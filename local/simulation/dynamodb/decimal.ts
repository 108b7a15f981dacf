import { validationError } from "./errors.ts";

/**
 * DynamoDB's numbers (its guide, "Data types"): decimal, up to 38 significant digits, from 1E-130 to 9.99…E+125. They are
 * kept as text in one canonical form (plain digits, no zero too many), so that equal numbers are equal texts.
 */
type Decimal = { readonly coefficient: bigint; readonly exponent: number };

const mostDigits = 38;
const [least, most] = [-130, 125];
const shape = /^([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Whole, short and written plainly: no arithmetic on it can lose anything in a double. */
const isPlain = (text: string): boolean => text.length <= 15 && /^(?:0|-?[1-9]\d*)$/.test(text);

const parse = (text: string): Decimal => {
  const [, sign, whole = "", fraction = "", exponent = "0"] = shape.exec(text) ?? [];
  const digits = whole + fraction;
  if (sign === undefined || digits === "") {
    throw validationError("The parameter cannot be converted to a numeric value" + (text && `: ${text}`));
  }
  return { coefficient: BigInt(`${sign === "-" ? "-" : ""}${digits}`), exponent: Number(exponent) - fraction.length };
};

const format = ({ coefficient, exponent }: Decimal): string => {
  if (coefficient === 0n) return "0";
  const sign = coefficient < 0n ? "-" : "";
  const all = (coefficient < 0n ? -coefficient : coefficient).toString();
  const digits = all.replace(/0+$/, "");
  const shift = exponent + all.length - digits.length;
  const magnitude = shift + digits.length - 1;
  if (digits.length > mostDigits) {
    throw validationError("Attempting to store more than 38 significant digits in a Number");
  }
  if (magnitude > most) {
    throw validationError("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (magnitude < least) {
    throw validationError("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  if (shift >= 0) return sign + digits + "0".repeat(shift);
  const padded = digits.padStart(1 - shift, "0");
  return `${sign}${padded.slice(0, shift)}.${padded.slice(shift)}`;
};

const aligned = (one: Decimal, other: Decimal): readonly [bigint, bigint, number] => {
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return [scaled(one), scaled(other), exponent];
};

/** The canonical form. Throws DynamoDB's `ValidationException` for what is no number, or none that it can keep. */
export const canonicalNumber = (text: string): string => (isPlain(text) ? text : format(parse(text)));

export const addNumbers = (one: string, other: string): string => {
  if (isPlain(one) && isPlain(other)) return String(Number(one) + Number(other));
  const [left, right, exponent] = aligned(parse(one), parse(other));
  return format({ coefficient: left + right, exponent });
};

export const negated = (number: string): string => {
  if (number === "0") return number;
  return number.startsWith("-") ? number.slice(1) : `-${number}`;
};

/** Negative, zero or positive, as one of two canonical numbers is below, equal to or above the other. */
export const compareNumbers = (one: string, other: string): number => {
  if (one === other) return 0;
  if (isPlain(one) && isPlain(other)) return Number(one) - Number(other);
  const [left, right] = aligned(parse(one), parse(other));
  return left < right ? -1 : 1;
};

/** How many digits of a canonical number count: zeros at either end do not. */
export const significantDigits = (number: string): number => number.replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
