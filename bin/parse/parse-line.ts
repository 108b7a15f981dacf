import twitter from "twitter-text";
import * as z from "zod";
import { readText } from "../../adapters/channels/x/post-text.ts";
import type { ChannelUser, Mention, Post } from "../../core/channel/channel-event.ts";
import type { Command, Reading } from "../../core/command/command.ts";
import { parseCommand } from "../../core/command/parse-command.ts";
import { EUR, currencyOf } from "../../core/money/currency.ts";
import type { Money } from "../../core/money/money.ts";
import { type Result, fail, ok } from "../../core/result.ts";
import { questions } from "../../locales/messages.ts";
import { spokenLanguageOf } from "../../locales/languages.ts";
import { say } from "../../locales/say.ts";

/** Mentions as X delivers them, in either family of its APIs. */
const entities = z.object({
  mentions: z
    .array(z.object({ start: z.int(), end: z.int(), username: z.string(), id: z.string().optional() }))
    .optional(),
  user_mentions: z
    .array(
      z.object({
        screen_name: z.string(),
        id_str: z.string().nullish(),
        indices: z.tuple([z.int(), z.int()]),
      }),
    )
    .optional(),
});

const postInput = z.object({
  text: z.string(),
  author: z.string().default("alice"),
  bot: z.string().default("piaf"),
  currency: z.string().optional(),
  lang: z.string().nullish(),
  entities: entities.nullish(),
  /** The handle of the author of the post that this one answers. */
  reply_to: z.string().nullish(),
});

export type PostInput = z.input<typeof postInput>;

export type ParseResult = {
  readonly kind: Reading["kind"];
  readonly verb?: Command["verb"];
  /** Who gets, is asked for or shares how much, in minor units; a pot is named by its hashtag. */
  readonly lines?: readonly { readonly handle: string; readonly amount: number; readonly currency: string }[];
  readonly total?: number;
  readonly currency?: string;
  readonly handles?: readonly string[];
  readonly note?: string;
  readonly reason?: string;
  /** What the writer is asked. */
  readonly reply?: string;
};

/** One line of standard input, or what is wrong with it. */
export const readPostInput = (line: string): Result<PostInput, string> => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail("Not JSON");
  }
  const input = postInput.safeParse(value);
  if (!input.success) return fail(z.prettifyError(input.error).replaceAll("\n", " "));
  return ok(input.data);
};

/** What Piaf reads in a post, as it is printed. */
export const resultOf = (input: PostInput): ParseResult => {
  const { currency, ...post } = postInput.parse(input);
  const bot = handleOf(post.bot);
  const reading = parseCommand(postOf(post), {
    bot: { userId: idOf(bot) },
    currency: currencyOf(currency ?? "") ?? EUR,
  });
  return describe(reading, { author: handleOf(post.author), lang: post.lang ?? undefined });
};

const handleOf = (name: string): string => name.replace(/^[@＠]/u, "");

/** Without the network's own, the handle stands for the id; it has no case. */
const idOf = (handle: string): string => handle.toLowerCase();

const accountOf = (name: string): ChannelUser => ({
  id: idOf(handleOf(name)),
  handle: handleOf(name),
  name: handleOf(name),
});

const postOf = (input: Omit<z.output<typeof postInput>, "currency">): Post => {
  const known = new Set([input.bot, input.author, input.reply_to ?? ""].map((name) => idOf(handleOf(name))));
  const mentions = mentionsOf(input).map((mention) =>
    known.has(idOf(mention.handle)) && mention.userId !== undefined
      ? { ...mention, userId: idOf(mention.handle) }
      : mention,
  );
  const { text, mentions: placed } = readText({ text: input.text, mentions, range: undefined });
  return {
    channel: "x",
    id: "0",
    rootId: "0",
    author: accountOf(input.author),
    text,
    cut: false,
    writtenFrom: 0,
    mentions: placed,
    language: input.lang ?? undefined,
    createdAt: "1970-01-01T00:00:00.000Z",
    form: input.reply_to ? "reply" : "post",
    ...(input.reply_to ? { repliesTo: { postId: "0", author: accountOf(input.reply_to) } } : {}),
  };
};

const mentionsOf = ({ text, entities: given }: z.output<typeof postInput>): readonly Mention[] => {
  if (given?.mentions)
    return given.mentions.map(({ username, id, ...place }) => ({ ...place, handle: username, userId: id }));
  if (given?.user_mentions)
    return given.user_mentions.map(({ screen_name: handle, id_str: id, indices: [start, end] }) => ({
      handle,
      userId: id ?? undefined,
      start,
      end,
    }));
  const found = twitter.extractMentionsWithIndices(text);
  twitter.modifyIndicesFromUTF16ToUnicode(text, found);
  return found.map(({ screenName: handle, indices: [start, end] }) => ({ handle, userId: idOf(handle), start, end }));
};

const describe = (reading: Reading, writer: { author: string; lang: string | undefined }): ParseResult => {
  if (reading.kind === "ignored") return { kind: reading.kind, reason: reading.reason };
  if (reading.kind === "command") return { kind: reading.kind, ...describeCommand(reading.command, writer.author) };
  const language = spokenLanguageOf(reading.language ?? writer.lang);
  return { kind: reading.kind, reason: reading.reason, reply: say(questions[reading.reason], language) };
};

const describeCommand = (command: Command, author: string): Omit<ParseResult, "kind"> => {
  const { verb } = command;
  if (verb === "cancel" || verb === "help") return { verb };
  const { note } = command;
  if (verb === "contribute") {
    const lines = [lineOf(`#${command.pot}`, command.money)];
    return { verb, lines, ...sumOf([command.money]), handles: [`#${command.pot}`], note };
  }
  const handles = command.lines.map(({ payee }) => payee.handle);
  const named = command.lines.map(({ payee, money }) => lineOf(payee.handle, money));
  const own = verb === "split" && command.ownShare ? [lineOf(author, command.ownShare)] : [];
  const total = verb === "split" ? [command.total] : command.lines.map(({ money }) => money);
  return { verb, lines: [...named, ...own], ...sumOf(total), handles, note };
};

const lineOf = (handle: string, { amount, currency }: Money) => ({ handle, amount: Number(amount), currency });

const sumOf = (amounts: readonly Money[]) => ({
  total: Number(amounts.reduce((sum, { amount }) => sum + amount, 0n)),
  ...(amounts[0] ? { currency: amounts[0].currency } : {}),
});
