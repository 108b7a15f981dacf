import type { Appearance, StripeElementLocale } from "@stripe/stripe-js";

/** Stripe's own fields for a card, in frames of Stripe's: nothing that is typed there passes through Piaf. */
export type CardForm = {
  /** Shows the fields in there. */
  readonly mount: (place: HTMLElement) => void;
  /** Charges the card; Stripe asks the payer's bank, and him, where it must. What it says of a card is in the reader's language. */
  readonly pay: (options: { readonly backTo: string }) => Promise<CardOutcome>;
};

type CardOutcome =
  { readonly kind: "done" } | { readonly kind: "refused"; readonly said: string } | { readonly kind: "failed" };

/** What Stripe tells the payer, by type or code; all else that it says is for those who build. */
const saidToPayer: ReadonlySet<string | undefined> = new Set([
  "card_error",
  "validation_error",
  "payment_intent_authentication_failure",
]);

/**
 * Loads Stripe's library from Stripe, as its rules ask, and its form for one payment.
 * @throws Error when it does not come.
 */
export const openCardForm = async (parts: {
  readonly publishableKey: string;
  readonly clientSecret: string;
  readonly language: string;
  readonly isDark: boolean;
}): Promise<CardForm> => {
  const { loadStripe } = await import("@stripe/stripe-js/pure");
  const stripe = await loadStripe(parts.publishableKey, { locale: parts.language as StripeElementLocale });
  if (stripe === null) throw new Error("Stripe runs in no browser.");
  const appearance: Appearance = { theme: parts.isDark ? "night" : "stripe" };
  const elements = stripe.elements({ clientSecret: parts.clientSecret, appearance });
  // Cards alone: nothing that asks for an account elsewhere.
  const fields = elements.create("payment", { wallets: { applePay: "never", googlePay: "never", link: "never" } });
  return {
    mount: (place) => fields.mount(place),
    pay: async ({ backTo }) => {
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: backTo },
        // Banks ask above this page; only what cannot be asked there leaves it.
        redirect: "if_required",
      });
      if (error === undefined) return { kind: "done" };
      return error.message !== undefined && (saidToPayer.has(error.type) || saidToPayer.has(error.code))
        ? { kind: "refused", said: error.message }
        : { kind: "failed" };
    },
  };
};
