import { texts } from "../message.ts";

/** What a phone is told while the app is closed. */
export const notificationsTexts = texts("notifications", {
  title: "Notifications",
  onThisPhone: "On this phone",
  on: "On",
  off: "Off",
  onHint: "This phone tells you when the app is closed.",
  offHint: "This phone tells you nothing while the app is closed.",
  turnOn: "Turn on",
  turnOff: "Turn off",
  blocked:
    "Notifications of Piaf are blocked on this phone. Allow them in the settings of the browser or the phone, then come back.",
  notAllowed: "You have not allowed notifications.",
  notReached: "That did not work: Piaf or the phone’s notification service cannot be reached. Please try again.",
  unsupported: "This browser cannot show notifications. What waits for you is in the app.",
  installFirst: "On an iPhone or iPad, notifications need Piaf on the home screen first.",
  kinds: "What you want to be told",
  kindsHint: "The same on all of your phones. Of new keys and reported payments you are always told.",
  toApprove: "A payment waits for your approval",
  received: "A payment has arrived",
  receivedHint: "One of yours, or one to you.",
  failed: "A payment was not made",
  shown: "What is shown",
  details: "Show amount and name",
  detailsHint: "Whoever sees your locked phone can then read them.",
});
