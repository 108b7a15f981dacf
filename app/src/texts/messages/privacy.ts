import { texts } from "../message.ts";

export const privacyTexts = texts("privacy", {
  title: "Privacy and data",
  hint: "What Piaf holds of you is yours: read it, take it with you, or have it erased.",
  take: "Take your data with you",
  everything: "Everything, as JSON",
  everythingHint: "Profile, accounts, devices, consents with their signatures, payments, limits, contacts, settings",
  journal: "All payments, as CSV",
  journalHint: "A table for a spreadsheet",
  reading: "Reading all of it…",
  saved: "Saved: {name}",
  statements: "Statements",
  yourself: "What Piaf knows of you",
});

export const consentsTexts = texts("consents", {
  title: "What you agreed to",
  hint: "When, and in which text. You can take it back where you gave it.",
  none: "Nothing so far.",
  link: "{network} account linked",
  terms: "Terms of use",
  notifications: "Notifications",
  agreed: "Agreed {moment}",
  withdrawn: "Taken back {moment}",
  text: "Text {text}",
});

export const historyTexts = texts("history", {
  title: "Sign-ins and keys",
  hint: "What happened with your account. If something was not you, remove the key and tell your bank.",
  none: "Nothing so far.",
  signed_in: "Signed in",
  key_enrolled: "Payment key added",
  key_revoked: "Payment key removed",
});

/** What happens when somebody leaves. */
export const closingTexts = texts("closing", {
  title: "Close the account",
  forEver: "This cannot be undone.",
  wallet: "Your wallet pays nothing and receives nothing any more.",
  erased: "Your name, contacts, settings, linked accounts, the words of your payments and your sign-in are erased.",
  stays: "Amounts and what you have signed stay, as proof for those you have paid. Your name is not in the books.",
  saveFirst: "Save your data first: afterwards nobody can get them for you.",
  waitForBank: "Wait until your bank has the money, then come back.",
  payOut: "Pay it out",
  afterPayout: "Close as soon as my bank has the money",
  waitsTitle: "Your account is being closed",
  waits: "It closes by itself as soon as your bank has the money.",
  stay: "Keep the account",
  action: "Close for ever",

  doneTitle: "Your account is closed",
  doneHint: "You are being erased now, and once more tomorrow, when all that was under way has ended.",
});

export const statementsTexts = texts("statements", {
  hint: "One month, with the balance before and after. Days are those of your wallet’s time zone.",
  month: "Month",
  format: "Format",
  pdf: "PDF",
  camt: "camt.053",
  csv: "CSV",
  formatHint: "PDF to read and print, camt.053 (ISO 20022) for accounting programs, CSV for spreadsheets.",
  save: "Save the statement",
  none: "There is no statement of that month.",
});

export const statementPdfTexts = texts("statement_pdf", {
  title: "Statement {month}",
  period: "{from} to {to} ({zone})",
  wallet: "Wallet",
  opening: "Opening balance",
  closing: "Closing balance",
  nothing: "Nothing moved.",
  page: "Page {page} of {pages}",
});
