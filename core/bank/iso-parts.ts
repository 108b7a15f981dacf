import type { Instant } from "../clock.ts";
import type { Currency } from "../money/currency.ts";
import { toDecimal } from "../money/money.ts";
import { sepaText } from "./sepa-text.ts";
import { element, text, withAttributes, type XmlContent } from "./xml.ts";

/** Parts that all of the bank's messages share, in the order that their schemas ask for. */

export const longestName = 70;

export const amountOf = (
  name: string,
  { amount, currency }: { readonly amount: bigint; readonly currency: Currency },
) => withAttributes(name, { Ccy: currency }, text(toDecimal({ amount, currency })));

export const textElement = (name: string, content: string | undefined) =>
  content === undefined ? undefined : element(name, text(content));

export const nameElement = (name: string | undefined) =>
  name === undefined ? undefined : textElement("Nm", sepaText(name, longestName));

/** By its IBAN, or by a name that only the two sides know. */
export const accountElement = (
  name: string,
  account: { readonly iban: string } | { readonly id: string },
  ...more: readonly XmlContent[]
) => {
  const id = "iban" in account ? textElement("IBAN", account.iban) : element("Othr", textElement("Id", account.id));
  return element(name, element("Id", id), ...more);
};

export const dayOf = (at: Instant): string => at.slice(0, "2026-11-24".length);
