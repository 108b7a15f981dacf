import type { IntentView } from "../../../contracts/http/intents.ts";
import { questions } from "../../../locales/messages.ts";
import type { Translate } from "../texts/format.ts";
import { messageFor } from "../texts/message.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { nextTexts, notSignedTexts, reasonTexts, refusedTexts } from "../texts/messages/outcomes.ts";
import { paymentTexts, underwayTexts } from "../texts/messages/payment.ts";
import type { Action } from "../wallet/state.ts";

/** What the payer is told it costs: counted from what is displayed, never the server's sum. */
export const totalShown = ({ lines, fee }: Pick<IntentView, "lines" | "fee">): number =>
  lines.reduce((sum, line) => sum + line.amount, fee);

export const amountShown = ({ lines }: Pick<IntentView, "lines">): number =>
  lines.reduce((sum, line) => sum + line.amount, 0);

/** "Bob", "Bob and 2 others"; `undefined` while it is not known who. */
export const payeesOf = ({ lines }: Pick<IntentView, "lines">, t: Translate): string | undefined => {
  const [first, ...others] = lines;
  if (first === undefined) return undefined;
  return others.length === 0
    ? first.payee.name
    : t(commonTexts.andOthers, { first: first.payee.name, others: others.length });
};

/** Why an intent stands where it stands, as a sentence; a question in the very words of the bot's under the post. */
export const reasonText = (reason: string | undefined, t: Translate): string => {
  if (reason === undefined) return t(commonTexts.somethingWrong);
  const message = messageFor(questions, reason) ?? messageFor(reasonTexts, reason);
  return message === undefined ? t(paymentTexts.otherReason, { code: reason }) : t(message);
};

/** What the payer can do about a refusal. */
export const nextStepText = (reason: string | undefined, t: Translate): string =>
  t(waits.has(reason ?? "") ? nextTexts.wait : (messageFor(nextTexts, reason ?? "") ?? nextTexts.anything));

/** Refusals that pass by themselves. */
const waits: ReadonlySet<string> = new Set(["payee_limit_exceeded", "pace_exceeded", "cooling_off"]);

/** What this phone is doing with a payment, or why it could not. */
export const actionText = (action: Action | undefined, t: Translate): string | undefined => {
  if (action === undefined) return undefined;
  if (action.kind === "not_signed") return t(messageFor(notSignedTexts, action.fault) ?? commonTexts.somethingWrong);
  if (action.kind === "refused") return t(messageFor(refusedTexts, action.code) ?? commonTexts.somethingWrong);
  return t(underwayTexts[action.kind]);
};
