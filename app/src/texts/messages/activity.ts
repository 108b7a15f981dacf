import { texts } from "../message.ts";

export const activityTexts = texts("activity", {
  received: "Received",
  sent: "Sent",
  topUp: "Top-up",
  nothingYet: "No payments yet",
  nothingYetHint: "What you pay and receive is listed here, with who and why.",
});
