import type { IntentView } from "../../../contracts/http/intents.ts";
import type { Help } from "../../../core/limits/refusal-help.ts";
import { questions } from "../../../locales/messages.ts";
import type { Translate } from "../texts/format.ts";
import { type Message, messageFor } from "../texts/message.ts";
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
  const name = first.payee.name || t(commonTexts.closedAccount);
  return others.length === 0 ? name : t(commonTexts.andOthers, { first: name, others: others.length });
};

/** Why an intent stands where it stands, as a sentence; a question in the very words of the bot's under the post. */
export const reasonText = (reason: string | undefined, t: Translate): string => {
  if (reason === undefined) return t(commonTexts.somethingWrong);
  const message = messageFor(questions, reason) ?? messageFor(reasonTexts, reason);
  return message === undefined ? t(paymentTexts.otherReason, { code: reason }) : t(message);
};

/** What helps, in words. What would help without its words does not compile. */
export const helpWords: Readonly<Record<Help, Message>> = {
  top_up: nextTexts.insufficient_funds,
  pay_less: nextTexts.payment_limit_exceeded,
  raise_limit: nextTexts.identify,
  wait: nextTexts.wait,
  wait_for_tomorrow: nextTexts.day_limit_exceeded,
  wait_for_next_month: nextTexts.month_limit_exceeded,
  unfreeze: nextTexts.wallet_frozen,
  ask_payee: nextTexts.ceiling_exceeded,
  pay_out: nextTexts.pay_out,
  take_back: nextTexts.take_back,
  look_again: nextTexts.payee_changed,
  sign_again: nextTexts.terms_expired,
  use_another_key: nextTexts.key_limit_exceeded,
  identify: nextTexts.identify,
  ask_support: nextTexts.ask_support,
  nothing: nextTexts.anything,
};

/** What the payer can do about a refusal. */
export const nextStepText = ({ reason = "", help }: Pick<IntentView, "reason" | "help">, t: Translate): string =>
  t(messageFor(nextTexts, reason) ?? messageFor(helpWords, help ?? "") ?? nextTexts.anything);

/** A look at the limits is part of what helps. */
export const limitsHelp = ({ help }: Pick<IntentView, "help">): boolean => helpedByLimits.has(help ?? "");

const helpedByLimits: ReadonlySet<string> = new Set<Help>([
  "pay_less",
  "raise_limit",
  "wait_for_tomorrow",
  "wait_for_next_month",
  "unfreeze",
  "identify",
]);

/** What this phone is doing with a payment, or why it could not. */
export const actionText = (action: Action | undefined, t: Translate): string | undefined => {
  if (action === undefined) return undefined;
  if (action.kind === "not_signed") return t(messageFor(notSignedTexts, action.fault) ?? commonTexts.somethingWrong);
  if (action.kind === "refused") return t(messageFor(refusedTexts, action.code) ?? commonTexts.somethingWrong);
  return t(underwayTexts[action.kind]);
};
