import type { IntentNotice, WishNotice } from "../../contracts/messages/notice.ts";
import { currencyOf } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/money.ts";
import { questions, replies } from "../../locales/messages.ts";
import { type SpokenLanguage, spokenLanguageOf } from "../../locales/languages.ts";
import { say } from "../../locales/say.ts";

export type Reply = {
  readonly kind: "settled" | "held" | "question" | "invitation" | "stopped" | "started";
  readonly text: string;
};

/** Confirms a wish, in the language of its post. Its reference is the end of the post's own id. */
export const confirmationOf = (notice: WishNotice): Reply => {
  const language = spokenLanguageOf(notice.language);
  const kind = notice.wish === "stop" ? "stopped" : "started";
  const values = { text: say(replies[kind], language), reference: notice.postId.slice(-referenceLength) };
  return { kind, text: say(replies.with_reference, language, values) };
};

/**
 * The reply to the payer's post in its language, or undefined where nothing is to be said in public: a failure (it
 * would tell of a balance), a proposal (the phone tells: until the payer has approved, nobody learns who is a customer).
 * It repeats at most what the post said, and ends with the intent's short reference, for X refuses a text that it has
 * seen before.
 */
export const replyTo = (notice: IntentNotice): Reply | undefined => {
  const language = spokenLanguageOf(notice.language);
  const said = wordsOf(notice, language);
  if (!said) return undefined;
  const values = { text: said.text, reference: shortReference(notice.intent) };
  return { kind: said.kind, text: say(replies.with_reference, language, values) };
};

const wordsOf = (notice: IntentNotice, language: SpokenLanguage): Reply | undefined => {
  if (notice.state === "settled") return { kind: "settled", text: settledText(notice, language) };
  if (notice.state === "held_for_claim") return heldText(notice, language);
  if (notice.state !== "needs_input") return undefined;
  if (notice.reason === "not_linked") return { kind: "invitation", text: say(replies.invitation, language) };
  const question = notice.reason !== undefined && Object.hasOwn(questions, notice.reason);
  if (!question) return undefined;
  return { kind: "question", text: say(questions[notice.reason as keyof typeof questions], language) };
};

/** Whoever the post has named reads below it that money waits: no name, no link, and no more than one such reply. */
const heldText = ({ claimUntil }: IntentNotice, language: SpokenLanguage): Reply | undefined => {
  if (claimUntil === undefined) return undefined;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(claimUntil));
  return { kind: "held", text: say(replies.held, language, { date }) };
};

const settledText = (notice: IntentNotice, language: SpokenLanguage): string => {
  const currency = currencyOf(notice.currency ?? "");
  if (notice.total === undefined || currency === undefined) return say(replies.settled_without_amount, language);
  const amount = formatMoney({ amount: BigInt(notice.total), currency }, language);
  return say(replies.settled, language, { amount });
};

const referenceLength = 6;

const shortReference = (intent: string): string => intent.slice("pi_".length, "pi_".length + referenceLength);
