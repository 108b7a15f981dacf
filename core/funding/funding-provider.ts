import type { Instant } from "../clock.ts";
import type { TopUpId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { Result } from "../result.ts";
import type { ProviderPayment } from "./provider-payment.ts";

/** What the payer does next, with the provider alone: no data of a card touches Piaf. */
export type NextStep =
  | { readonly kind: "sandbox_page"; readonly url: string }
  | { readonly kind: "stripe"; readonly clientSecret: string; readonly publishableKey: string };

/** A payment with what its payer can do about it; nothing where it is not his turn. */
export type PaymentInProgress = { readonly payment: ProviderPayment; readonly next?: NextStep | undefined };

export type ProviderFault =
  /** It does not answer, or has too much to do: ask again under the same id. */
  | "unavailable"
  /** It does not take such a payment. */
  | "refused";

/** As the provider sent it: what it signed is the bytes. Names of headers in lower case. */
export type ProviderDelivery = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};

/** Whoever takes money from cards for us. It is asked for the payment itself each time: events come late, twice and in any order. */
export type FundingProvider = {
  readonly name: string;
  /** Asks for a payment. Again for the same top-up: the same payment, for a day at least. */
  request(topUp: {
    readonly id: TopUpId;
    readonly amount: bigint;
    readonly currency: Currency;
  }): Promise<Result<PaymentInProgress, ProviderFault>>;
  /** The payment as it is now. Throws when the provider cannot say. */
  retrieve(payment: string): Promise<PaymentInProgress | undefined>;
  /** Whether the provider sent this, lately, and of which payment it speaks; of none where that is nothing to us. */
  readEvent(
    delivery: ProviderDelivery,
  ): Promise<Result<{ readonly payment?: string | undefined }, "signature_invalid" | "malformed">>;
};

/** The provider's books, for whoever compares them with ours. It cannot move anything. */
export type ProviderBooks = {
  readonly name: string;
  /**
   * Every payment that was made, paid, refunded or disputed within the window, as it is now or as it was at the window's end.
   * Throws when the provider cannot say.
   */
  paymentsTouched(window: { readonly since: Instant; readonly until: Instant }): Promise<readonly ProviderPayment[]>;
  retrieve(payment: string): Promise<ProviderPayment | undefined>;
};
