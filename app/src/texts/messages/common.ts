import { texts } from "../message.ts";

/** Said on many screens. */
export const commonTexts = texts("common", {
  loading: "One moment…",
  tryAgain: "Try again",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  done: "Done",
  next: "Continue",
  confirm: "Confirm",
  remove: "Remove",
  more: "Show more",
  somethingWrong: "That did not work. Please try again.",
  today: "Today",
  yesterday: "Yesterday",
  dayAndTime: "{day} at {time}",
  andOthers: "{others, plural, one {{first} and # other} other {{first} and # others}}",
  closedAccount: "Closed account",
  paymentTo: "{amount} to {payee}",
});
