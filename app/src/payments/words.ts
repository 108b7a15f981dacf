import type { IntentView } from "../../../contracts/http/intents.ts";
import { questions } from "../../../locales/messages.ts";
import { say, spokenLanguageOf } from "../../../locales/say.ts";
import type { Texts } from "../texts/texts.ts";

/** What the payer is told it costs: counted from what is displayed, never the server's sum. */
export const totalShown = ({ lines, fee }: Pick<IntentView, "lines" | "fee">): number =>
  lines.reduce((sum, line) => sum + line.amount, fee);

export const amountShown = ({ lines }: Pick<IntentView, "lines">): number =>
  lines.reduce((sum, line) => sum + line.amount, 0);

/** "Bob", "Bob and 2 others"; `undefined` while it is not known who. */
export const payeesOf = ({ lines }: Pick<IntentView, "lines">, texts: Texts): string | undefined => {
  const [first, ...others] = lines;
  if (first === undefined) return undefined;
  return others.length === 0 ? first.payee.name : texts.andOthers(first.payee.name, others.length);
};

/** The very question that the bot asks under the post. */
const questionText = (reason: string, texts: Texts): string | undefined => {
  const known: Readonly<Record<string, (typeof questions)[keyof typeof questions] | undefined>> = questions;
  const question = Object.hasOwn(questions, reason) ? known[reason] : undefined;
  return question && say(question, spokenLanguageOf(texts.language));
};

/** Why an intent stands where it stands, as a sentence. */
export const reasonText = (reason: string | undefined, texts: Texts): string => {
  if (reason === undefined) return texts.somethingWrong;
  const known: Readonly<Record<string, string | undefined>> = texts.reasons;
  return questionText(reason, texts) ?? known[reason] ?? texts.otherReason(reason);
};
