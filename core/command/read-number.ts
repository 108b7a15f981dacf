/** How many minor units the digits mean, or why nobody can tell. */
export type NumberReading = bigint | "unclear";

const grouped = /^\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*$/;
/** 1,00,000: the lakhs and crores of India. */
const indian = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

/**
 * Minor units of a written number: `1 000,50` in a currency with two decimals is 100050. Unclear where two readings
 * are usual (`1.000`), where the currency has fewer decimals, and where it is no number (a date, a leading zero).
 */
export const readNumber = (written: string, minorDigits: number): NumberReading => {
  const number = /[-–—]$/.test(written) ? written.replace(/[.,][-–—]+$/, "") : written;
  if (!/[ '.,]/.test(number)) return whole(number, minorDigits);
  const lastMark = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const after = number.length - lastMark - 1;
  const before = number.slice(0, Math.max(lastMark, 0));
  if (isGrouped(number)) {
    // One mark before three digits: thousands or decimals? Only a currency without decimals leaves no doubt.
    const lone = lastMark > 0 && !/[ '.,]/.test(before);
    if (!lone || minorDigits === 0) return whole(digitsOf(number), minorDigits);
    return minorDigits === 3 && /^0/.test(before)
      ? decimal(before, number.slice(lastMark + 1), minorDigits)
      : "unclear";
  }
  const mark = number.charAt(lastMark);
  if (lastMark < 0 || after > minorDigits || before.includes(mark)) return "unclear";
  if (/[ '.,]/.test(before) && !isGrouped(before)) return "unclear";
  return decimal(digitsOf(before), number.slice(lastMark + 1), minorDigits);
};

const isGrouped = (number: string): boolean => grouped.test(number) || indian.test(number);

const digitsOf = (number: string): string => number.replaceAll(/\D/g, "");

/** More digits than any amount has: not worth counting. */
const maximumDigits = 16;

const whole = (digits: string, minorDigits: number): NumberReading => decimal(digits, "", minorDigits);

const decimal = (digits: string, decimals: string, minorDigits: number): NumberReading => {
  if (digits.length > maximumDigits || (digits.length > 1 && digits.startsWith("0"))) return "unclear";
  const minor = digits + decimals.padEnd(minorDigits, "0");
  // A number is exact up to 15 digits, and is read much faster.
  return minor.length <= 15 ? BigInt(Number(minor)) : BigInt(minor);
};
