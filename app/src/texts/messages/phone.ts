import { texts } from "../message.ts";

/** What the app says about itself on this phone. */
export const phoneTexts = texts("phone", {
  updateReady: "A new version of Piaf is ready.",
  updateNow: "Use it now",
  installTitle: "Keep Piaf on this phone",
  installHint: "It opens like any other app, also without a network, and its icon shows how much waits for you.",
  installByHand: "In Safari, tap Share, then “Add to Home Screen”.",
  install: "Install",
  notNow: "Not now",
  keepsNothing: "This browser does not let Piaf keep anything: after a reload you sign in again.",
  asOf: "No connection. You see what was known {moment}. Nothing can be approved until it is back.",
});
