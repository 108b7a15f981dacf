import { texts } from "../message.ts";

export const helpTexts = texts("help", {
  howTitle: "How do I pay?",
  how: "Write a post that mentions @piaf, an amount and the person to pay. The payment then waits here until you approve it.",
  hackedTitle: "What if somebody takes over my account?",
  hacked:
    "Your money is safe. A post only proposes; without the key on your phone nothing is paid. Decline whatever you did not write.",
  pendingTitle: "Why is it not paid yet?",
  pending:
    "It waits for your approval, or for an answer to a question. Open it: the page says what is missing. What nobody approves expires by itself.",
  undoTitle: "Can I take a payment back?",
  undo: "Before you approve, yes: decline it, or delete your post. Once it is paid it is final; ask the payee to pay you back.",
  privateTitle: "Who sees what I pay?",
  private: "You and the payee. Your post is as public as your account; Piaf’s answer says no more than your post did.",
});
