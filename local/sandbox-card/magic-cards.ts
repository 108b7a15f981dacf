import type { DeclineReason } from "../../core/funding/provider-payment.ts";

/** What becomes of a payment with a card: at once, and a little later. */
export type CardOutcome =
  | { readonly now: "paid"; readonly later?: "refunded" | "disputed" | "dispute_won" }
  | { readonly now: "asks_bank" }
  | { readonly now: "processing"; readonly later: "paid" }
  | { readonly now: "declined"; readonly reason: DeclineReason };

export type MagicCard = { readonly number: string; readonly what: string; readonly outcome: CardOutcome };

/** The cards of the sandbox, as docs/funding.md lists them. Every other number is declined. */
export const magicCards: readonly MagicCard[] = [
  { number: "4242 4242 4242 4242", what: "is charged", outcome: { now: "paid" } },
  { number: "4000 0025 0000 3155", what: "is charged once its bank has been asked", outcome: { now: "asks_bank" } },
  {
    number: "4000 0000 0000 0002",
    what: "is declined without a reason",
    outcome: { now: "declined", reason: "declined" },
  },
  {
    number: "4000 0000 0000 9995",
    what: "has not enough money",
    outcome: { now: "declined", reason: "insufficient_funds" },
  },
  { number: "4000 0000 0000 0069", what: "has expired", outcome: { now: "declined", reason: "card_expired" } },
  {
    number: "4000 0000 0000 0127",
    what: "has another security code",
    outcome: { now: "declined", reason: "card_not_accepted" },
  },
  {
    number: "4000 0000 0000 0119",
    what: "cannot be charged at the moment",
    outcome: { now: "declined", reason: "provider_error" },
  },
  {
    number: "4000 0000 0000 3063",
    what: "takes a while, then is charged",
    outcome: { now: "processing", later: "paid" },
  },
  {
    number: "4000 0000 0000 7726",
    what: "is charged, and refunded a little later",
    outcome: { now: "paid", later: "refunded" },
  },
  {
    number: "4000 0000 0000 0259",
    what: "is charged, and disputed a little later",
    outcome: { now: "paid", later: "disputed" },
  },
  {
    number: "4000 0000 0000 2685",
    what: "is charged, disputed a little later, and the dispute is won",
    outcome: { now: "paid", later: "dispute_won" },
  },
];

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

export const outcomeOf = (number: string): CardOutcome =>
  magicCards.find((card) => digitsOf(card.number) === digitsOf(number))?.outcome ?? {
    now: "declined",
    reason: "card_not_accepted",
  };
