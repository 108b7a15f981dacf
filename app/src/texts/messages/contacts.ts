import { texts } from "../message.ts";

export const contactsTexts = texts("contacts", {
  title: "Contacts",
  all: "All contacts",
  search: "Search",
  none: "No contacts yet",
  noneFound: "Nobody is found",
  times: "{count, plural, =0 {Not paid yet} one {Paid once} other {Paid # times}}",
  last: "{times}, last {moment}",
  lastPayment: "Last payment",
  largest: "Largest payment",
  payments: "Payments",
  trusted: "Trusted",
  trustedHint: "No warning that you have never paid them. Every other check stays.",
  pay: "Pay {name}",
  save: "Save contact",
  remove: "Remove contact",
  removeTitle: "Remove {name}?",
  removeHint: "What you have paid stays in your activity. The next payment counts as the first again.",
  unknown: "This contact is not there any more",
});

/** What one shows to be paid. */
export const myPageTexts = texts("myPage", {
  title: "My code",
  hint: "Whoever scans it can pay you. Nothing is paid before they approve.",
  code: "Code that opens a payment to {name}",
  asksFor: "Asks for {amount}",
  address: "Piaf address",
  askAmount: "Ask for an amount",
  optional: "Leave it empty to let them choose.",
  share: "Share the link",
  copy: "Copy the link",
  copied: "Copied",
  notCopied: "It could not be copied.",
  notReady: "Your code is here once your wallet is open.",
});
