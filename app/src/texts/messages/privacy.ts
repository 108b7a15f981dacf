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
