/** How many minor units the digits mean, or why nobody can tell. */
export type NumberReading = bigint | "unclear";

const grouped = /^\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*$/;
/** 1,00,000: the lakhs and crores of India. */
const indian = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

/**
 * Minor units of a written number: `1 000,50` in a currency with two decimals is 100050. Unclear where two readings
 * are usual (`1.000`), where the currency has fewer decimals, and where it is no number (a date, a leading zero).
 */
export const readNumber = (written: string, minorDigits: number): NumberReading =>
  readPlain(written, minorDigits) ?? readMarked(written, minorDigits);

const zero = 48;

/** "20", "12,5" and "12.50" as most people write: digits, and one mark before one or two more. Undefined for all else. */
const readPlain = (written: string, minorDigits: number): bigint | undefined => {
  if (written.length > 12 || (written.charCodeAt(0) === zero && written.length > 1)) return undefined;
  let value = 0;
  let decimals = -1;
  for (let at = 0; at < written.length; at += 1) {
    const code = written.charCodeAt(at);
    if (code >= zero && code <= zero + 9) {
      value = value * 10 + code - zero;
      if (decimals >= 0) decimals += 1;
    } else if (decimals < 0 && (code === 44 || code === 46)) decimals = 0;
    else return undefined;
  }
  if (decimals === 0 || decimals > 2 || decimals > minorDigits) return undefined;
  for (let digit = Math.max(decimals, 0); digit < minorDigits; digit += 1) value *= 10;
  return BigInt(value);
};

const readMarked = (written: string, minorDigits: number): NumberReading => {
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
  return BigInt(digits + decimals.padEnd(minorDigits, "0"));
};
