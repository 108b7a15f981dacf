import { texts } from "../message.ts";

export const welcomeTexts = texts("welcome", {
  tagline: "Pay by post. Nothing moves before you say so, here.",
  pointPost: "Write a post: who, how much, what for.",
  pointApprove: "Look at it here, and approve with your finger, your face or a PIN.",
  pointSafe: "A post alone never pays, not even from a stolen account.",
  join: "Join Piaf",
  signIn: "Sign in",
  signInFailed: "The sign-in did not work. Please try again.",
});
