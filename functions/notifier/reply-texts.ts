import type { IntentNotice } from "../../contracts/messages/notice.ts";
import type { QuestionReason } from "../../core/command/command.ts";
import { currencyOf } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/money.ts";

/** What is said in public. It repeats at most what the post said; whether somebody is a customer it never tells. */
type Texts = {
  readonly settled: string;
  readonly reference: string;
  readonly questions: Readonly<Record<QuestionReason, string>>;
};

const french: Texts = {
  settled: "C’est fait",
  reference: "réf.",
  questions: {
    amount_missing: "Quel montant ? Modifiez votre post pour l’ajouter, par exemple 12,99 €.",
    amount_unclear: "Le montant n’est pas clair. Modifiez votre post et écrivez-le en chiffres, par exemple 12,99 €.",
    payee_missing: "Pour qui ? Modifiez votre post et mentionnez la personne à payer.",
    payee_unclear: "Le destinataire n’est pas clair. Modifiez votre post et mentionnez la personne à payer.",
    payee_is_payer: "Le destinataire, c’est vous : modifiez votre post et mentionnez quelqu’un d’autre.",
    payee_is_bot: "Je ne reçois pas d’argent : modifiez votre post et mentionnez la personne à payer.",
    verb_missing: "Je n’ai pas compris. Pour payer, écrivez « envoie », le montant, puis la personne à payer.",
    text_cut: "Votre post est trop long : tout ce qui compte doit tenir dans ses 280 premiers caractères.",
  },
};

const english: Texts = {
  settled: "Done",
  reference: "ref.",
  questions: {
    amount_missing: "How much? Edit your post to add the amount, such as €12.99.",
    amount_unclear: "The amount is not clear. Edit your post and write it in figures, such as €12.99.",
    payee_missing: "To whom? Edit your post and mention the person to pay.",
    payee_unclear: "It is not clear who is to be paid. Edit your post and mention the person to pay.",
    payee_is_payer: "The payee is you: edit your post and mention somebody else.",
    payee_is_bot: "I take no money: edit your post and mention the person to pay.",
    verb_missing: "I did not understand. To pay, write “send”, the amount, then the person to pay.",
    text_cut: "Your post is too long: all that counts must stand in its first 280 characters.",
  },
};

const referenceLength = 6;

export type Reply = { readonly kind: "settled" | "question"; readonly text: string };

/**
 * The reply to the payer's post in its language, or undefined where nothing is to be said in public: a failure (it
 * would tell of a balance), a proposal (the phone tells), an account that is not linked. Each ends with the intent's
 * short reference, for X refuses a text that it has seen before.
 */
export const replyTo = (notice: IntentNotice): Reply | undefined => {
  const locale = notice.language?.startsWith("fr") ? "fr" : "en";
  const texts = locale === "fr" ? french : english;
  const reference = `(${texts.reference} ${shortReference(notice.intent)})`;
  if (notice.state === "settled") {
    const amount = amountOf(notice, locale);
    const said = amount === undefined ? texts.settled : `${texts.settled}${locale === "fr" ? " : " : ": "}${amount}`;
    return { kind: "settled", text: `${said} ${reference}` };
  }
  const question = notice.state === "needs_input" ? questionOf(texts, notice.reason) : undefined;
  return question === undefined ? undefined : { kind: "question", text: `${question} ${reference}` };
};

const shortReference = (intent: string): string => intent.slice("pi_".length, "pi_".length + referenceLength);

const amountOf = (notice: IntentNotice, locale: string): string | undefined => {
  const currency = currencyOf(notice.currency ?? "");
  if (notice.total === undefined || currency === undefined) return undefined;
  return formatMoney({ amount: BigInt(notice.total), currency }, locale);
};

const questionOf = (texts: Texts, reason: string | undefined): string | undefined =>
  reason !== undefined && Object.hasOwn(texts.questions, reason)
    ? texts.questions[reason as QuestionReason]
    : undefined;
