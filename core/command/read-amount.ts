import { type Currency, currencyOf, minorDigits } from "../money/currency.ts";
import { maximumAmountMinor } from "../money/money.ts";
import { type Code, type Unit, currencyCodeOf, dollarUnit, isUpper, signUnit } from "./lexicon/currency-names.ts";
import { meaningAt } from "./meaning.ts";
import type { Amount, Reader } from "./part.ts";
import { type NumberReading, readNumber } from "./read-number.ts";
import { readNumberWords } from "./read-number-words.ts";
import type { Token } from "./tokens.ts";

export type FoundAmount = { readonly amount: Amount; readonly end: number };

/** A number as it stands, before its currency is known: in digits as they are written, or the value of its words. */
type Count = { readonly written: string; readonly end: number; readonly words: number | undefined };

type FoundUnit = { readonly unit: Unit; readonly end: number };

/** An amount that starts at a token: "€20", "20 EUR", "12€50", "vingt euros", "5 euros et 50 centimes", "20". */
export const amountAt = (reader: Reader, at: number): FoundAmount | undefined => {
  const before = unitBefore(reader, at);
  const count = countAt(reader, before?.end ?? at);
  if (!count) return undefined;
  const after = unitAfter(reader, count);
  const end = after?.end ?? count.end;
  if (!before && !after) return { amount: nakedAmount(reader, count), end };
  if (before && after && !sameCurrency(reader, before.unit, after.unit)) return { amount: unclear, end };
  const found = withUnit(reader, count, { unit: (after ?? before)?.unit ?? nothing, end });
  return isWhole(reader, at, found.end) ? found : { amount: unclear, end: found.end };
};

const unclear: Amount = { money: undefined, naked: false };
const nothing: Unit = { currencies: ["?"], cents: false };

const nakedAmount = (reader: Reader, count: Count): Amount => {
  // "deux cents" alone is two hundred, or two cents.
  if (count.words !== undefined && /^cents?$/.test(reader.tokens[count.end - 1]?.text ?? ""))
    return { money: undefined, naked: true };
  const currency = currencyOf(reader.currency);
  const minor = currency ? minorOf(count, minorDigits(currency)) : "unclear";
  return { money: moneyOf(minor, currency), naked: true };
};

const moneyOf = (minor: NumberReading, currency: Currency | undefined): Amount["money"] =>
  currency !== undefined && minor !== "unclear" && minor > 0n && minor <= maximumAmountMinor
    ? { amount: minor, currency }
    : undefined;

const sameCurrency = (reader: Reader, left: Unit, right: Unit): boolean =>
  !left.cents && !right.cents && currencyCodeOf(left, reader.currency) === currencyCodeOf(right, reader.currency);

const countAt = (reader: Reader, at: number): Count | undefined => {
  const token = reader.tokens[at];
  if (token?.kind === "number") {
    const number = reader.text.slice(token.start, Math.min(token.end, token.start + 40));
    return { written: number, end: at + 1, words: undefined };
  }
  const words = token?.kind === "word" ? readNumberWords(reader.tokens, at, reader.steps) : undefined;
  return words && { written: "", end: words.end, words: words.value };
};

/** In units of 10^-digits. */
const minorOf = ({ written: digits, words }: Count, minorDigits: number): NumberReading =>
  words === undefined ? readNumber(digits, minorDigits) : BigInt(words) * 10n ** BigInt(minorDigits);

/** The amount with its hundredths, where they are written apart. */
const withUnit = (reader: Reader, count: Count, { unit, end }: FoundUnit): FoundAmount => {
  const code = currencyCodeOf(unit, reader.currency);
  const currency = code === undefined ? undefined : currencyOf(code);
  if (!currency) return { amount: unclear, end };
  const digits = minorDigits(currency);
  if (unit.cents)
    return { amount: { money: moneyOf(digits === 2 ? minorOf(count, 0) : "unclear", currency), naked: false }, end };
  const tail = digits === 2 ? centsAfter(reader, end) : undefined;
  const main = minorOf(count, tail ? 0 : digits);
  const minor = tail && main !== "unclear" ? (tail.cents === "unclear" ? "unclear" : main * 100n + tail.cents) : main;
  return { amount: { money: moneyOf(minor, currency), naked: false }, end: tail?.end ?? end };
};

/** `12€50`, "12 euros 50", "douze euros cinquante", "5 euros et 50 centimes". */
const centsAfter = (reader: Reader, at: number): { cents: NumberReading; end: number } | undefined => {
  const linked = isAnd(reader, at);
  const from = linked ? at + 1 : at;
  const count = countAt(reader, from);
  if (!count) return undefined;
  const name = unitAfter(reader, count);
  const value = minorOf(count, 0);
  if (name?.unit.cents) return { cents: value !== "unclear" && value < 100n ? value : "unclear", end: name.end };
  if (linked || name || (count.words !== undefined && value !== "unclear" && value < 10n)) return undefined;
  const token = reader.tokens[from];
  const named = reader.tokens[at - 1];
  const twoDigits =
    count.words !== undefined
      ? value !== "unclear" && value >= 10n
      : token !== undefined && token.end - token.start === 2;
  const joined = named?.kind === "word" ? !token?.glued : token?.glued === true && named?.glued === true;
  if (!joined) return undefined;
  const next = reader.tokens[count.end];
  const whole = twoDigits && value !== "unclear" && value < 100n && !(next && isOpenWord(reader, next, count.end));
  return { cents: whole ? value : "unclear", end: count.end };
};

const isAnd = (reader: Reader, at: number): boolean => {
  const meaning = meaningAt(reader, at)?.meaning;
  return meaning?.kind === "role" && meaning.role === "and";
};

/** A word that the number before it may count: "12 euros 20 personnes". */
const isOpenWord = (reader: Reader, token: Token, at: number): boolean => {
  if (token.kind !== "word") return token.glued && token.kind === "number";
  const meaning = meaningAt(reader, at)?.meaning;
  return (
    meaning === undefined ||
    (meaning.kind === "role" && (meaning.role === "common" || meaning.role === "per" || meaning.role === "again"))
  );
};

const unitBefore = (reader: Reader, at: number): FoundUnit | undefined => {
  const token = reader.tokens[at];
  const next = reader.tokens[at + 1];
  if (!token || !next) return undefined;
  if (token.kind === "sign") {
    const unit = next.kind === "number" ? signUnit(token.text) : undefined;
    return unit && { unit, end: at + 1 };
  }
  if (token.kind !== "word") return undefined;
  const number = reader.tokens[at + 2];
  if (next.kind === "sign" && next.glued && number?.kind === "number") {
    const unit = next.text === "$" ? dollarUnit(token.text) : undefined;
    return unit && { unit, end: at + 2 };
  }
  if (next.kind !== "number") return undefined;
  const unit = namedUnit(reader, at);
  return unit && !unit.cents && token.text.length > 1 ? { unit, end: at + 1 } : undefined;
};

const unitAfter = (reader: Reader, count: Count): FoundUnit | undefined => {
  const found = nameAfter(reader, count.end);
  return found && withCode(reader, found);
};

/** "20$ CAD", "20 dollars CAD": the code says which; "20€ USD" says two things. */
const withCode = (reader: Reader, found: FoundUnit): FoundUnit => {
  const token = reader.tokens[found.end];
  const code = token?.known?.code;
  const next = reader.tokens[found.end + 1];
  if (!token || !code || token.glued || next?.kind === "number" || !isCode(reader, token, code)) return found;
  const [named = ""] = code.unit.currencies;
  return { unit: found.unit.currencies.includes(named) ? code.unit : nothing, end: found.end + 1 };
};

const nameAfter = (reader: Reader, at: number): FoundUnit | undefined => {
  const token = reader.tokens[at];
  if (!token) return undefined;
  if (token.kind === "sign") return signAfter(reader, at, token);
  if (token.kind !== "word") return undefined;
  // "20 c" may be anything; "20c" is cents. French "deux cents" is two hundred.
  if (token.text.length === 1 && !token.glued) return undefined;
  const name = meaningAt(reader, at);
  const unit = namedUnit(reader, at);
  return unit && { unit, end: at + (name?.meaning.kind === "unit" ? name.length : 1) };
};

/** A sign belongs to the number before it, but for the one that is glued to a number after it only. */
const signAfter = (reader: Reader, at: number, token: Token): FoundUnit | undefined => {
  const next = reader.tokens[at + 1];
  if (!token.glued && next?.kind === "number" && next.glued) return undefined;
  const which =
    token.text === "$" && next?.kind === "word" && isUpper(written(reader, next)) ? dollarUnit(next.text) : undefined;
  const unit = which ?? signUnit(token.text);
  return unit && { unit, end: at + (which ? 2 : 1) };
};

const namedUnit = (reader: Reader, at: number): Unit | undefined => {
  const token = reader.tokens[at];
  const { code, abbreviated } = token?.known ?? {};
  if (token && code && (code.small || isCode(reader, token, code))) return code.unit;
  const meaning = meaningAt(reader, at)?.meaning;
  return meaning?.kind === "unit" ? meaning.unit : abbreviated;
};

const isCode = (reader: Reader, token: Token, { isWord }: Code): boolean =>
  isUpper(written(reader, token)) && !(isWord && isShouting(reader));

/** The whole text is in capitals. */
const isShouting = ({ text, tokens }: Reader): boolean =>
  tokens.every(({ kind, start, end }) => kind !== "word" || end - start < 2 || isUpper(text.slice(start, end)));

/** Nothing that cannot be seen, and no sign that only looks like a digit, stands in it or sticks to it. */
const isWhole = (reader: Reader, from: number, to: number): boolean => {
  const start = reader.tokens[from]?.start ?? 0;
  const end = reader.tokens[to - 1]?.end ?? start;
  return !hiddenWithin(reader.hidden, start, end);
};

/** Binary search: whether an index lies strictly within. */
export const hiddenWithin = (hidden: readonly number[], start: number, end: number): boolean => {
  let low = 0;
  let high = hidden.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hidden[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = hidden[low];
  return found !== undefined && found < end;
};

const written = ({ text }: Reader, { start, end }: Token): string => text.slice(start, end);
