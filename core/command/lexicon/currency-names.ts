import { currencyCodes, currencyOf } from "../../money/currency.ts";
import { dollars } from "./lexicon.ts";

/** The name of a currency, or of its hundredth. */
export type Unit = {
  /** The usual one first; `?` first where only the writer's own counts. */
  readonly currencies: readonly string[];
  readonly cents: boolean;
};

const unit = (codes: string, cents = false): Unit => ({ currencies: codes.split(" "), cents });

const signs: ReadonlyMap<string, Unit> = new Map([
  ["€", unit("EUR")],
  ["$", unit(dollars)],
  ["£", unit("GBP")],
  ["¥", unit("JPY CNY")],
  ["₹", unit("INR")],
  ["₩", unit("KRW")],
  ["₺", unit("TRY")],
  ["₽", unit("RUB")],
  ["₴", unit("UAH")],
  ["₪", unit("ILS")],
  ["₫", unit("VND")],
  ["₦", unit("NGN")],
  ["₱", unit("PHP")],
  ["฿", unit("THB")],
  ["¢", unit("USD EUR CAD AUD NZD", true)],
]);

/** What stands before or after `$` and says which dollar. */
const dollarsByPrefix: ReadonlyMap<string, Unit> = new Map([
  ["us", unit("USD")],
  ["ca", unit("CAD")],
  ["can", unit("CAD")],
  ["c", unit("CAD")],
  ["a", unit("AUD")],
  ["au", unit("AUD")],
  ["nz", unit("NZD")],
  ["hk", unit("HKD")],
  ["s", unit("SGD")],
  ["mx", unit("MXN")],
  ["r", unit("BRL")],
]);

const shared: ReadonlyMap<string, Unit> = new Map([
  ["kr", unit("? SEK NOK DKK ISK")],
  ["zł", unit("PLN")],
  ["zl", unit("PLN")],
  ["kč", unit("CZK")],
  ["fr", unit("CHF")],
  ["frs", unit("CHF")],
]);

/** Codes that people write in small letters, none of them a word. */
const smallCodes = new Set("eur usd gbp chf jpy cad aud nzd nok dkk pln czk brl mxn inr cny krw kwd tnd".split(" "));

/** Codes that are words too: in a text all in capitals they are taken for the word. */
const words = new Set("ALL TOP TRY CUP MAD SOS PEN BOB GEL RON LAK MOP BAM NAD SLE VES COP DOP HUF MUR LEK".split(" "));

export const signUnit = (sign: string): Unit | undefined => signs.get(sign);

export const dollarUnit = (prefix: string): Unit | undefined => dollarsByPrefix.get(prefix);

export const abbreviatedUnit = (word: string): Unit | undefined => shared.get(word);

/** An ISO 4217 code, as a word. */
export type Code = {
  readonly unit: Unit;
  /** In small letters too it is nothing else. */
  readonly small: boolean;
  /** In a text all in capitals it is taken for the word that it also is. */
  readonly isWord: boolean;
};

export const codeOf = (word: string): Code | undefined => {
  const code = word.toUpperCase();
  if (!currencyOf(code)) return undefined;
  return { unit: unit(code), small: smallCodes.has(word), isWord: words.has(code) };
};

/** All in capitals. */
export const isUpper = (written: string): boolean =>
  written === written.toUpperCase() && written !== written.toLowerCase();

/** Which currency a name means for this writer; undefined where it could be several. */
export const currencyCodeOf = ({ currencies }: Unit, own: string): string | undefined => {
  if (currencies.includes(own)) return own;
  return currencies[0] === "?" ? undefined : currencies[0];
};

/** All words of this file, in small letters. */
export const currencyWords: readonly string[] = [
  ...dollarsByPrefix.keys(),
  ...shared.keys(),
  ...currencyCodes.map((code) => code.toLowerCase()),
];
