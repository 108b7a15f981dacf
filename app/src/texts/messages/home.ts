import { texts } from "../message.ts";

export const homeTexts = texts("home", {
  available: "Available",
  payOut: "Pay out",
  pending: "{amount} pending",
  hideBalance: "Hide the balance",
  showBalance: "Show the balance",
  hidden: "hidden",
  openingWallet: "Your wallet is being opened…",
  toApprove: "To approve",
  nothingToApprove: "Nothing to approve",
  nothingToApproveHint: "Write a post, and the payment appears here:",
  examplePost: "@piaf send €10 to @{payee} for the pizza",
  questions: "Needs an answer",
  underway: "On the way",
  didNotGoThrough: "Did not go through",
  recent: "Recent",
  seeAll: "See all",
});
