import type { Mention, Post } from "../channel/channel-event.ts";
import { EUR } from "../money/currency.ts";
import { type Money, maximumAmountMinor } from "../money/money.ts";
import type { QuestionReason, Reading } from "./command.ts";

/** Stands for a mention in the text that is read: a character that no post can hold after it was removed from it. */
const mentionMark = "\uFFFC";

const verbs = ["envoyer", "envoie", "envoyez", "payer", "paye", "paie", "payez", "pay", "send"];

/** An amount of euros: 12,99€, 20 euros, € 20. One or two decimals; any other use of separators is a question. */
const euros = String.raw`(?:(?<whole>\d{1,13})(?:[.,](?<cents>\d{1,2}))?\s?(?:€|euros?\b|eur\b)|€\s?(?<wholeAfter>\d{1,13})(?:[.,](?<centsAfter>\d{1,2}))?(?![\d.,]*\d))`;

const command = new RegExp(
  String.raw`^\s*#?(?:${verbs.join("|")})(?![\p{L}\p{N}])\s*(?:(?:to|à)\s)?\s*(?<payeeFirst>${mentionMark})?\s*` +
    String.raw`${euros}\s*(?:(?:to|à)\s)?\s*(?<payeeLast>${mentionMark})?(?<note>[^]*)$`,
  "iu",
);

const startsWithVerb = new RegExp(String.raw`^\s*#?(?:${verbs.join("|")})(?![\p{L}\p{N}])`, "iu");
const anyDigit = /\p{N}/u;
const link = /https?:\/\/\S+/gu;

/**
 * What a post asks of Piaf. Pure and total: never throws, and linear in the length of the text. Only the author's own
 * words count, and what is not read with certainty is a question, never a payment.
 */
export const parseCommand = (post: Post, bot: { readonly userId: string }): Reading => {
  if (post.form === "repost") return { kind: "ignored", reason: "repost" };
  if (post.author.id === bot.userId) return { kind: "ignored", reason: "own_post" };
  if (post.author.automated) return { kind: "ignored", reason: "automated_author" };
  const written = post.mentions.filter((mention) => mention.start >= post.writtenFrom);
  if (!written.some((mention) => mention.userId === bot.userId)) return { kind: "ignored", reason: "not_addressed" };
  if (post.cut) return question("text_cut");
  const payees = written.filter((mention) => mention.userId !== bot.userId);
  return readWords(readableText(post, written, bot), payees, post);
};

const question = (reason: QuestionReason): Reading => ({ kind: "question", reason });

const readWords = (text: string, payees: readonly Mention[], post: Post): Reading => {
  if (!startsWithVerb.test(text)) return question("verb_missing");
  const match = command.exec(text)?.groups;
  if (!match) return question(anyDigit.test(text) ? "amount_unclear" : "amount_missing");
  const note = (match["note"] ?? "").replaceAll(link, "").replaceAll(/\s+/gu, " ").trim();
  const money = euroAmount(match);
  if (!money || new RegExp(euros, "iu").test(note)) return question("amount_unclear");
  const [payee, ...others] = payees;
  if (!payee) return question("payee_missing");
  const named = match["payeeFirst"] ?? match["payeeLast"];
  if (others.length > 0 || !named || payee.userId === undefined) return question("payee_unclear");
  if (payee.userId === post.author.id) return question("payee_is_payer");
  return {
    kind: "command",
    command: { verb: "pay", lines: [{ payee: { ...payee, userId: payee.userId }, money }], note },
  };
};

/** The written text with every mention blanked out by its indices: the bot's by a space, a payee's by a mark. */
const readableText = (post: Post, written: readonly Mention[], bot: { readonly userId: string }): string => {
  const characters = [...post.text].map((character) => (character === mentionMark ? " " : character));
  for (const mention of written) {
    characters.fill("", mention.start, mention.end);
    characters[mention.start] = mention.userId === bot.userId ? " " : mentionMark;
  }
  return characters.slice(post.writtenFrom).join("").normalize("NFKC");
};

const euroAmount = (match: Record<string, string | undefined>): Money | undefined => {
  const whole = match["whole"] ?? match["wholeAfter"] ?? "";
  const cents = (match["cents"] ?? match["centsAfter"] ?? "").padEnd(2, "0");
  const amount = BigInt(whole) * 100n + BigInt(cents);
  return amount > 0n && amount <= maximumAmountMinor ? { amount, currency: EUR } : undefined;
};
