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
  askedInApp: "Asked for in the app, {moment}",
  showAll: "Show the whole post",
  feeByYou: "{amount}, paid by you",
  arrival: "Arrives",
  atOnce: "At once",
  timeLeft: "{time} left",
  reopen: "You can close this page: until then you find it under “To approve”.",
});

/** What this phone is doing with a payment. */
export const underwayTexts = texts("underway", {
  signing: "Confirm with your device…",
  sending: "Sending…",
  checking: "Checking…",
  checkingHint: "We are making sure what became of it. You can leave this page; it will not be paid twice.",
  checkingLong: "It takes longer than usual. Nothing is lost: it is paid once or not at all. You can leave this page.",
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
  held: "On hold",
});

/** What Piaf understood of a post: the name of a marked part. */
export const partTexts = texts("part", {
  verb: "What to do",
  amount: "Amount",
  payee: "Payee",
  note: "Note",
});

/** Whether the payee is who was meant (verification of payee). */
export const checkTexts = texts("check", {
  verified: "Name verified by Piaf",
  close: "Almost the name you wrote ({asked})",
  no_match: "Another name than you wrote ({asked})",
  differs: "The account’s name or handle has changed",
  unknown: "Name not verified: nobody at Piaf owns this account yet",
});

/** What the payer should think about before approving, by its code. */
export const warningTexts = texts("warning", {
  first_payment: "You have never paid {payee} before. Make sure it is the right person.",
  unusual_amount: "This is much more than you usually pay.",
  unusual_amount_of: "{payee} gets much more than you usually pay.",
  look_alike: "@{handle} looks like @{like}, whom you know, but is another account.",
  edited: "The post was edited after you wrote it. This is what it says now.",
  post_deleted: "The post was deleted.",
  not_linked: "The account that wrote this post is not linked to you any more.",
  still_linked: "Your {network} account is still linked: its posts can go on proposing payments.",
});

/** Who can read what, by who can read the post; then what the payee sees. */
export const whoSeesTexts = texts("whoSees", {
  title: "Who sees what",
  everybody: "Everybody can read your post. The answer below it says that it is paid, and no more than the post.",
  followers: "Only those who may read your posts see it. No answer is written below it.",
  nobody: "There is no post: nobody else sees this payment.",
  payee: "{payee} sees your name, the amount and what you wrote. Your balance nobody sees.",
  payees: "Each payee sees your name, his own amount and what you wrote. Your balance nobody sees.",
});

/** "This wasn’t me", and what was done about it. */
export const reportTexts = texts("report", {
  notMe: "This wasn’t me",
  title: "This wasn’t you?",
  what: "The payment is declined, your {network} account is unlinked from Piaf, and all your devices are told. You can link it again later.",
  whatOfApp:
    "The payment is declined and all your devices are told. Then look at your payment keys: remove those that are not yours.",
  confirm: "Decline and report",
  told: "All your devices have been told.",
  unlinked:
    "Your {network} account is not linked any more: none of its posts can propose a payment. Change its password before you link it again.",
  unlink: "Unlink it now",
});

/** What can be done with a receipt. */
export const receiptTexts = texts("receipt", {
  proof: "Download the proof",
  share: "Share",
  print: "Print",
});
