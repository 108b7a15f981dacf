import { texts } from "../message.ts";

export const topUpTexts = texts("topUp", {
  title: "Top up",
  hint: "By card, in the card provider’s own form. Piaf never sees your card.",
  other: "Another amount",
  pay: "Continue",
  noAmount: "Please enter an amount.",
  amount_out_of_range: "A top-up of that size is not possible. Choose another amount.",
  provider_unavailable: "Cards cannot be charged at the moment. Please try again in a while.",
  top_up_refused: "The card provider does not take this top-up. Choose another amount.",
  card: "Your card",
  payAmount: "Pay {amount}",
  formFailed: "The card provider’s form does not come. Please try again in a while.",
  waiting: "Your money is on its way…",
  credited: "{amount} is in your wallet.",
  slow: "Your bank is still deciding. The money appears in your wallet as soon as it agrees.",
  notCharged: "Try another card, or another amount.",
  failed: "The card was not charged",
  missing: "{amount} is missing in your wallet.",
});
