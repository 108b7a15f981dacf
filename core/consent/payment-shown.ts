import { currencyOf } from "../money/currency.ts";
import { toDecimal } from "../money/money.ts";
import { type Terms, totalOf } from "./terms.ts";

/** What a browser's own payment dialog shows of a payment, and puts under the signature (Secure Payment Confirmation). */
export type PaymentShown = {
  readonly payeeName: string;
  /** As the Payment Request API writes it: "12.99". */
  readonly total: { readonly currency: string; readonly value: string };
};

/**
 * The dialog names one payee: payments to several, and terms that are no payment, have no such form. Made in one place, so
 * that the app asks for exactly what the ledger expects.
 */
export const paymentShown = (terms: Terms): PaymentShown | undefined => {
  if (terms.purpose !== "pay") return undefined;
  const currency = currencyOf(terms.currency);
  const [line, ...others] = terms.lines;
  if (line === undefined || others.length > 0 || currency === undefined) return undefined;
  const value = toDecimal({ amount: BigInt(totalOf(terms)), currency });
  return { payeeName: `${line.name} (@${line.handle})`.normalize("NFC"), total: { currency, value } };
};
