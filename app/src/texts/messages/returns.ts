import { texts } from "../message.ts";

/** Sending back what one was paid. */
export const returnsTexts = texts("returns", {
  action: "Send it back",
  title: "Send back",
  hint: "It goes back to {payer}, by the way that it came. Your signature alone moves it.",
  amount: "How much",
  confirm: "Send back {amount}",
  done: "{amount} was sent back.",
  tooMuch: "{amount} is left of it at most.",
  nothingLeft: "All of it was sent back.",
  sentBack: "Sent back",
  cameBack: "Came back",
});
