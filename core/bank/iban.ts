import type { Brand } from "../brand.ts";
import { fail, ok, type Result } from "../result.ts";

/** An account number by ISO 13616 in its electronic form: no spaces, capital letters, checked. */
export type Iban = Brand<"Iban">;

export type IbanFault =
  /** Other characters than letters and digits, or a beginning that no account number has. */
  | "malformed"
  /** The registry has no such country. */
  | "country_unknown"
  | "length"
  /** A digit is wrong, or two have changed places. */
  | "check_digits";

/** Lengths by country, as in SWIFT's IBAN registry (release 99), those of its territories included. */
const lengths = new Map(
  (
    "AD24 AE23 AL28 AT20 AX18 AZ28 BA20 BE16 BG22 BH22 BI27 BL27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 " +
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GF27 GG22 GI23 GL18 GP27 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IM22 IQ23 IS26 " +
    "IT27 JE22 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MF27 MK19 MN20 MQ27 MR27 MT31 MU30 NC27 " +
    "NI28 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 " +
    "ST25 SV28 TF27 TL23 TN24 TR26 UA29 VA22 VG24 WF27 XK20 YE30 YT27"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Where a transfer in euros arrives by the SEPA scheme (EPC409-09, October 2025). */
const sepaCountries = new Set(
  (
    "AD AL AT AX BE BG BL CH CY CZ DE DK EE ES FI FR GB GF GG GI GP GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MF MK " +
    "MQ MT NL NO PL PM PT RE RO RS SE SI SK SM VA YT"
  ).split(" "),
);

/** Checks an account number as somebody writes it, with spaces or without. Each fault can be said to who wrote it. */
export const readIban = (written: string): Result<Iban, IbanFault> => {
  const iban = written.replaceAll(/[\s\u00a0-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(iban)) return fail("malformed");
  const length = lengths.get(countryOf(iban));
  if (length === undefined) return fail("country_unknown");
  if (iban.length !== length) return fail("length");
  return mod97(iban) === 1 ? ok(iban as Iban) : fail("check_digits");
};

const countryOf = (iban: string): string => iban.slice(0, 2);

/** Whether a SEPA credit transfer goes there. */
export const isInSepa = (iban: Iban): boolean => sepaCountries.has(countryOf(iban));

/** In groups of four, as on paper. */
export const groupedByFour = (text: string): string => text.match(/.{1,4}/g)?.join(" ") ?? "";

/**
 * The remainder by 97 of a text of digits and capital letters, its first four characters last, letters as 10 to 35 (ISO 7064
 * MOD 97-10): 1 where the check digits, its third and fourth character, are right.
 */
export const mod97 = (text: string): number => {
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
};
