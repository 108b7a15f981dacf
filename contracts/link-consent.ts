/** The text beside the button that links an account (`app.link.consent` of the app): with another wording it has another name. */
export const linkConsentText = "link.2026-11";
