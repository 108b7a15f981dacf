import type { MessageDescriptor } from "@lingui/core";
import type { QuestionReason } from "../core/command/command.ts";

/** A text by its name, with its English wording; the catalogues beside this file translate it. */
type Message = MessageDescriptor & { readonly id: string };

/** What the bot says of a payment, and whom it tells how to begin. None says more than the post did. */
export const replies = {
  settled: /*i18n*/ { id: "reply.settled", message: "Done: {amount}" },
  settled_without_amount: /*i18n*/ { id: "reply.settled_without_amount", message: "Done" },
  held: /*i18n*/ {
    id: "reply.held",
    message: "Approved. The money waits until {date}: who is meant joins Piaf and links this account to have it.",
  },
  invitation: /*i18n*/ {
    id: "reply.invitation",
    message: "To pay by post, link your account in the Piaf app, then write your post again.",
  },
  stopped: /*i18n*/ {
    id: "reply.stopped",
    message: "Understood: I ignore your posts until you write “start” to me.",
  },
  started: /*i18n*/ { id: "reply.started", message: "Understood: I read your posts to me again." },
  /** X refuses a text that it has seen before: the reference tells two of them apart. */
  with_reference: /*i18n*/ { id: "reply.with_reference", message: "{text} (ref. {reference})" },
} satisfies Record<string, Message>;

/** What its writer is asked about a post, in public and in the app. A reason without a question does not compile. */
export const questions = {
  amount_missing: /*i18n*/ {
    id: "question.amount_missing",
    message: "How much? Edit your post to add the amount, such as €12.99.",
  },
  amount_unclear: /*i18n*/ {
    id: "question.amount_unclear",
    message: "The amount is not clear. Edit your post and write it in figures, such as €12.99.",
  },
  each_or_total: /*i18n*/ {
    id: "question.each_or_total",
    message: "For each of them, or in all? Edit your post and write “each”, or an amount for each.",
  },
  currency_not_available: /*i18n*/ {
    id: "question.currency_not_available",
    message: "Only euros can be sent so far. Edit your post and write the amount in euros.",
  },
  payee_missing: /*i18n*/ {
    id: "question.payee_missing",
    message: "To whom? Edit your post and mention the person to pay.",
  },
  payee_unclear: /*i18n*/ {
    id: "question.payee_unclear",
    message: "It is not clear who is to be paid. Edit your post and mention the person to pay.",
  },
  payee_is_payer: /*i18n*/ {
    id: "question.payee_is_payer",
    message: "The payee is you: edit your post and mention somebody else.",
  },
  payee_is_bot: /*i18n*/ {
    id: "question.payee_is_bot",
    message: "I take no money: edit your post and mention the person to pay.",
  },
  verb_missing: /*i18n*/ {
    id: "question.verb_missing",
    message: "I did not understand. To pay, write “send”, the amount, then the person to pay.",
  },
  verb_not_available: /*i18n*/ {
    id: "question.verb_not_available",
    message: "I cannot do that yet. What I can do: send an amount to the people that you mention.",
  },
  text_cut: /*i18n*/ {
    id: "question.text_cut",
    message: "Your post is too long: all that counts must stand in its first 280 characters.",
  },
  nothing_to_cancel: /*i18n*/ {
    id: "question.nothing_to_cancel",
    message: "I found nothing to cancel: what is approved or over stays as it is.",
  },
  help: /*i18n*/ {
    id: "question.help",
    message: "To pay, mention me with an amount and the person to pay, then approve it in the app.",
  },
  too_many_posts: /*i18n*/ {
    id: "question.too_many_posts",
    message: "That is a lot at once. Wait a minute, then write your post again.",
  },
} satisfies Record<QuestionReason | "too_many_posts", Message>;
