import { texts } from "../message.ts";

/** The decision. */
export const approvalTexts = texts("approval", {
  title: "Approve this payment?",
  yourPost: "Your post on {network}, {moment}",
  postBy: "{name}’s post on {network}",
  edited: "edited",
  expires: "Expires {moment}",
  expiry: "Expires",
  approve: "Approve {amount}",
  decline: "Decline",
});

/** What this phone is doing with a payment. */
export const underwayTexts = texts("underway", {
  signing: "Confirm with your device…",
  sending: "Sending…",
  checking: "Checking…",
  checkingHint: "We are making sure what became of it. You can leave this page; it will not be paid twice.",
});

/** A payment, its result and its receipt. */
export const paymentTexts = texts("payment", {
  payTo: "To",
  amount: "Amount",
  fee: "Fee",
  noFee: "None",
  total: "Total debited",
  note: "Note",
  when: "When",
  reference: "Reference",
  paid: "Paid",
  paidTo: "to {payee}",
  failed: "Not paid",
  otherReason: "It was refused ({code}). Nothing was paid.",
  unknownPayment: "There is no such payment for you.",
  questionTitle: "One thing is unclear",
  questionHint: "Edit your post or write a new one; the answer appears here at once. Nothing has been paid.",
});
