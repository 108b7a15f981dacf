import type { Mention, Post } from "../channel/channel-event.ts";
import type { Currency } from "../money/currency.ts";
import type { IgnoredReason, Reading } from "./command.ts";
import { judgeDraft } from "./judge-draft.ts";
import { likeliest, tallyLanguages } from "./meaning.ts";
import { languages } from "./lexicon/lexicon.ts";
import { vocabulary } from "./lexicon/words.ts";
import { type Mark, marksOf } from "./marks.ts";
import { normalise } from "./normalise.ts";
import type { Reader } from "./part.ts";
import { partsOf } from "./parts.ts";
import { readParts } from "./read-parts.ts";
import { tokensOf } from "./tokens.ts";

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
  const { verdict, language } = readPost(post, context, steps);
  if (verdict.kind === "ignored") return verdict;
  if (post.cut) return { kind: "question", reason: "text_cut", language };
  if (verdict.kind === "question") return { kind: verdict.kind, reason: verdict.reason, language };
  return { kind: verdict.kind, command: verdict.command, language };
};

/** Where in the post the understood parts stand: of a command its note too, of a question what is certain. */
export const markCommand = (post: Post, context: ParseContext): readonly Mark[] => {
  if (notForPiaf(post, context)) return [];
  const { verdict, ...written } = readPost(post, context, { count: 0 });
  return verdict.kind === "ignored" ? [] : marksOf({ ...written, withNote: verdict.kind === "command" });
};

const notForPiaf = (post: Post, { bot }: ParseContext): IgnoredReason | undefined => {
  if (post.form === "repost" || isOldRepost(post.text)) return "repost";
  if (post.author.id === bot.userId) return "own_post";
  if (post.author.automated) return "automated_author";
  const named = post.mentions.some(({ userId, start }) => userId === bot.userId && start >= post.writtenFrom);
  return named ? undefined : "not_addressed";
};

/** "RT @alice: …", as people copied posts before there was a button. */
const isOldRepost = (text: string): boolean => text.trimStart().startsWith("RT") && /^\s*RT\s*[@＠]/u.test(text);

const readPost = (post: Post, context: ParseContext, steps: Steps) => {
  const bot = context.bot.userId;
  const { raw, from, mentions } = writtenPart(post);
  const normal = normalise(raw, mentions, steps);
  const tokens = tokensOf({ normal, mentions, vocabulary, steps });
  const tallies = tallyLanguages(tokens, { spoken: post.language, steps });
  const language = likeliest(tallies);
  const reader: Reader = {
    bot,
    parts: [],
    tokens,
    text: normal.text,
    hidden: normal.hidden,
    currency: context.currency,
    language,
    tallies,
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
    startsWithBot: draft.startsWithBot,
    parts,
    raw,
    normal,
  });
  const isKnown = (tallies[language] ?? 0) > 0;
  return { verdict, language: isKnown ? languages[language] : undefined, raw, from, normal, parts };
};

/** What the author wrote himself, with its mentions by UTF-16 indices: a reply's automatic mentions come before it. */
const writtenPart = (post: Post): { raw: string; from: number; mentions: readonly Mention[] } => {
  const { text, writtenFrom, mentions } = post;
  const indices = /[\uD800-\uDFFF]/.test(text) ? indicesOf(text) : undefined;
  if (!indices && writtenFrom === 0 && areInOrder(mentions, text.length)) return { raw: text, from: 0, mentions };
  const index = (point: number): number => (indices ? (indices[point] ?? text.length) : Math.min(point, text.length));
  const from = index(writtenFrom);
  const placed = mentions
    .filter(({ start, end }) => start >= writtenFrom && end > start)
    .map((mention) => ({ ...mention, start: index(mention.start) - from, end: index(mention.end) - from }));
  return { raw: text.slice(from), from, mentions: placed.sort((left, right) => left.start - right.start) };
};

/** As most networks deliver them: nothing to place, and nothing to sort. */
const areInOrder = (mentions: readonly Mention[], length: number): boolean => {
  let last = 0;
  for (const { start, end } of mentions) {
    if (start < last || end <= start) return false;
    last = end;
  }
  return last <= length;
};

/** The UTF-16 index of each code point. */
const indicesOf = (text: string): readonly number[] => {
  const indices: number[] = [];
  let at = 0;
  for (const character of text) {
    indices.push(at);
    at += character.length;
  }
  return indices;
};
