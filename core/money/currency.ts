import type { Brand } from "../brand.ts";

/** An ISO 4217 alphabetic code that the table below knows. */
export type Currency = Brand<"Currency">;

/**
 * Minor digits by ISO 4217 (list one of 1 January 2026, published by SIX; without its funds, metals and units of account:
 * nobody holds those in a wallet). Frozen here because `Intl` follows CLDR, which differs for many
 * currencies (HUF, IDR, COP …): an amount must not change with a runtime's locale data.
 */
const exceptions: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

const twoDigits =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
  "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR " +
  "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB " +
  "PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY " +
  "TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

const minorDigitsByCode: ReadonlyMap<string, number> = new Map([
  ...twoDigits.split(" ").map((code) => [code, 2] as const),
  ...Object.entries(exceptions),
]);

export const currencyCodes: readonly string[] = [...minorDigitsByCode.keys()];

export const currencyOf = (code: string): Currency | undefined =>
  minorDigitsByCode.has(code) ? (code as Currency) : undefined;

/** How many digits stand after the decimal mark: 2 for EUR, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: Currency): number => {
  const digits = minorDigitsByCode.get(currency);
  if (digits === undefined) throw new RangeError(`${currency} is not an ISO 4217 currency.`);
  return digits;
};

export const EUR = "EUR" as Currency;
