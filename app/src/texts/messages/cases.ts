import { texts } from "../message.ts";

/** What is wrong with a payment, and what becomes of it. */
export const casesTexts = texts("cases", {
  title: "Reported payments",
  none: "Nothing is reported",
  noneHint: "On the page of a payment you can report a problem with it.",
  report: "Report a problem",
  what: "What is wrong?",
  which: "Which of them?",
  not_me: "That was not me",
  not_received: "I did not get what I paid for",
  wrong_amount: "The amount is wrong",
  wrong_person: "It went to the wrong person",
  other: "Something else",
  words: "In your words",
  asksOther: "{other} reads this, and is asked to reply. If that does not help, Piaf looks at it.",
  asksPiaf: "Piaf looks at it, and nobody else reads it. To stop your wallet at once, see Limits.",
  wordsMissing: "Please say what happened.",
  send: "Report it",
  payment: "Payment",
  until: "Until",
  waits: "You are asked about a payment",
  waitsHint: "Please say what happened.",
  reply: "Your reply",
  replyHint: "To settle it, you can send the money back on the page of the payment. Your signature alone does that.",
  sendReply: "Send the reply",
  escalate: "Ask Piaf to look at it",
  close: "It is settled",
  you: "You",
  unavailable: "There is no such report of yours.",
});

/** Where a case stands. */
export const caseStateTexts = texts("caseState", {
  waiting_for_other: "The other side is asked",
  answered: "There is an answer",
  waiting_for_operator: "Piaf looks at it",
  returned: "The money came back",
  resolved: "Resolved",
  refused: "Not accepted",
  closed: "Closed",
});

/** What somebody did about it. */
export const caseStepTexts = texts("caseStep", {
  opened: "{who}: reported",
  replied: "{who}: replied",
  escalated: "{who}: asked Piaf",
  closed: "{who}: settled",
  asked: "{who}: asked back",
  answered: "{who}: answered",
  resolved: "{who}: resolved",
  refused: "{who}: not accepted",
  reminded: "{who}: reminder sent",
  overdue: "{who}: time was over",
  returned: "{who}: the money came back",
});
