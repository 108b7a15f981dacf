import { texts } from "../message.ts";

export const settingsTexts = texts("settings", {
  security: "Security",
  thisApp: "This app",
  language: "Language",
  phoneLanguage: "As on this phone",
  currency: "Currency",
  currencyHint: "Amounts are asked in this currency.",
  appearance: "Appearance",
  system: "System",
  light: "Light",
  dark: "Dark",
  hideBalance: "Hide the balance",
  hideBalanceHint: "The eye on the home page does the same.",
  notSaved: "Not saved: no connection. Please try again.",
  help: "Help",
  signOut: "Sign out",
});

export const accountsTexts = texts("accounts", {
  title: "Linked accounts",
  hint: "Posts from these accounts become payments for you to approve.",
  none: "No account is linked yet.",
});
