import { texts } from "../message.ts";

/** What stands around every screen. */
export const shellTexts = texts("shell", {
  home: "Home",
  pay: "Pay",
  activity: "Activity",
  settings: "Settings",
  skip: "Skip to the page",
  places: "Main pages",
  waiting: "{count, plural, one {# to approve} other {# to approve}}",
  offlineTitle: "No connection",
  offlineHint: "Piaf cannot be reached. Your money is safe; nothing is lost.",
  offlineBanner: "No connection. What you see may be out of date.",
});
