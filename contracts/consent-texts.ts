/**
 * The texts that people agree to in the app, by name: with another wording each has another name, so that what stands with a consent says
 * what was read.
 */
export const consentTexts = {
  /** Beside the button that links an account (`app.link.consent`). */
  link: "link.2026-11",
  /** The terms of use (`app.terms.*`), with the first key. */
  terms: "terms.2026-11",
  /** Beside the button that has this phone told (`app.notifications.offHint`). */
  notifications: "notifications.2026-11",
} as const;
