import type { Post } from "../channel/channel-event.ts";
import type { Currency } from "../money/currency.ts";
import type { IgnoredReason, Reading } from "./command.ts";
import { judgeDraft } from "./judge-draft.ts";
import { languageOf, likeliest, tallyLanguages } from "./meaning.ts";
import { isUpper } from "./lexicon/currency-names.ts";
import { vocabulary } from "./lexicon/words.ts";
import { normalise } from "./normalise.ts";
import { noteOf } from "./note.ts";
import type { Reader } from "./part.ts";
import { partsOf } from "./parts.ts";
import { readParts, startsWithBot } from "./read-parts.ts";
import { type Placed, type Token, tokensOf } from "./tokens.ts";

export type ParseContext = {
  readonly bot: { readonly userId: string };
  /** The writer's own, for an amount that names none. */
  readonly currency: Currency;
};

/** Counts what is done for one post: at most a constant times its length. */
export type Steps = { count: number };

/**
 * What a post asks of Piaf. Pure and total: never throws, and linear in the length of the text. Only the author's own
 * words count, and what is not read with certainty is a question, never a payment.
 */
export const parseCommand = (post: Post, context: ParseContext, steps: Steps = { count: 0 }): Reading => {
  const reason = notForPiaf(post, context);
  if (reason) return { kind: "ignored", reason };
  const read = readPost(post, context, steps);
  const language = languageOf(read.tallies);
  const { verdict } = read;
  if (verdict.kind === "ignored") return verdict;
  if (post.cut) return { kind: "question", reason: "text_cut", language };
  if (verdict.kind === "question") return { kind: verdict.kind, reason: verdict.reason, language };
  return { kind: verdict.kind, command: verdict.command, language };
};

const notForPiaf = (post: Post, { bot }: ParseContext): IgnoredReason | undefined => {
  if (post.form === "repost" || /^\s*RT\s*[@＠]/u.test(post.text)) return "repost";
  if (post.author.id === bot.userId) return "own_post";
  if (post.author.automated) return "automated_author";
  const named = post.mentions.some(({ userId, start }) => userId === bot.userId && start >= post.writtenFrom);
  return named ? undefined : "not_addressed";
};

const readPost = (post: Post, context: ParseContext, steps: Steps) => {
  const bot = context.bot.userId;
  const { raw, mentions } = writtenPart(post);
  const normal = normalise(raw, mentions, steps);
  const tokens = tokensOf({ normal, mentions, vocabulary, steps });
  const tallies = tallyLanguages(tokens, { spoken: post.language, steps });
  const reader: Reader = {
    bot,
    parts: [],
    tokens,
    text: normal.text,
    hidden: normal.hidden,
    currency: context.currency,
    language: likeliest(tallies),
    tallies,
    shouting: () => isShouting(normal.text, tokens),
    steps,
  };
  const parts = partsOf(reader);
  const isReply = post.form === "reply" && post.repliesTo !== undefined;
  const draft = readParts({ parts, author: post.author.id, isReply, steps });
  draft.unclearAmount ||= normal.overridden;
  const verdict = judgeDraft(draft, {
    id: post.author.id,
    bot,
    parent: post.repliesTo?.author,
    isReply,
    startsWithBot: startsWithBot(parts),
    parts,
    note: () => noteOf({ raw, normal, parts }),
  });
  return { verdict, tallies };
};

const isShouting = (text: string, tokens: readonly Token[]): boolean =>
  tokens.every(({ kind, start, end }) => kind !== "word" || end - start < 2 || isUpper(text.slice(start, end)));

/** What the author wrote himself, with its mentions by UTF-16 indices: a reply's automatic mentions come before it. */
const writtenPart = (post: Post): { raw: string; mentions: readonly Placed[] } => {
  const index = indicesOf(post.text);
  const from = index(post.writtenFrom);
  const mentions: Placed[] = [];
  for (const mention of post.mentions) {
    if (mention.start < post.writtenFrom || mention.end <= mention.start) continue;
    mentions.push({ mention, start: index(mention.start) - from, end: index(mention.end) - from });
  }
  if (mentions.length > 1) mentions.sort((left, right) => left.start - right.start);
  return { raw: from === 0 ? post.text : post.text.slice(from), mentions };
};

/** UTF-16 index of a code point. */
const indicesOf = (text: string): ((point: number) => number) => {
  if (!/[\uD800-\uDFFF]/.test(text)) return (point) => Math.min(point, text.length);
  const indices: number[] = [];
  let at = 0;
  for (const character of text) {
    indices.push(at);
    at += character.length;
  }
  return (point) => indices[point] ?? text.length;
};
