import { readFileSync } from "node:fs";
import * as z from "zod";
import { readText } from "../../adapters/channels/x/post-text.ts";
import type { Mention, Post } from "../../core/channel/channel-event.ts";
import type { Command, Reading } from "../../core/command/command.ts";
import { parseCommand } from "../../core/command/parse-command.ts";
import { EUR, currencyOf } from "../../core/money/currency.ts";
import { type Money, toDecimal } from "../../core/money/money.ts";
import { mentionsIn } from "../../local/sim-x/entities.ts";

/** `mixed` are several languages in one post, `adversarial` what tries to be read wrongly. */
export const corpusFiles = ["fr", "en", "es", "de", "it", "pt", "nl", "mixed", "adversarial"] as const;

const entries = z.array(
  z.strictObject({
    post: z.string(),
    /** As `inWords` says it. */
    reading: z.string(),
    /** Whose post this one answers. */
    replyTo: z.string().optional(),
    /** The writer's own, where it is not the euro. */
    currency: z.string().optional(),
  }),
);

export type CorpusEntry = z.infer<typeof entries>[number] & { readonly file: (typeof corpusFiles)[number] };

/** Alice writes; whoever is mentioned exists, but for @nobody. */
export const readCorpus = (): readonly CorpusEntry[] =>
  corpusFiles.flatMap((file) =>
    entries
      .parse(JSON.parse(readFileSync(`test/fixtures/posts/${file}.json`, "utf8")))
      .map((entry) => ({ ...entry, file })),
  );

export const postOf = ({ post, replyTo }: CorpusEntry): Post => {
  const { text } = readText({ text: post, mentions: [], range: undefined });
  return {
    channel: "x",
    id: "1",
    rootId: "1",
    author: { id: "alice", handle: "alice", name: "Alice" },
    text,
    cut: false,
    writtenFrom: 0,
    mentions: mentionsIn(text).map(({ text: handle, start, end }): Mention => ({
      handle,
      start,
      end,
      userId: handle === "nobody" ? undefined : handle.toLowerCase(),
    })),
    createdAt: "2026-11-24T12:00:00.000Z",
    form: replyTo === undefined ? "post" : "reply",
    ...(replyTo === undefined
      ? {}
      : { repliesTo: { postId: "0", author: { id: replyTo, handle: replyTo, name: replyTo } } }),
  };
};

export const readingOf = (entry: CorpusEntry): Reading =>
  parseCommand(postOf(entry), { bot: { userId: "piaf" }, currency: currencyOf(entry.currency ?? "") ?? EUR });

/** "pay bob=20 carol=10USD | for lunch", "ask amount_unclear", "ignore told". */
export const inWords = (reading: Reading): string => {
  if (reading.kind === "question") return `ask ${reading.reason}`;
  return reading.kind === "ignored" ? `ignore ${reading.reason}` : commandInWords(reading.command);
};

const commandInWords = (command: Command): string => {
  if (command.verb === "cancel" || command.verb === "help") return command.verb;
  const note = command.note === "" ? "" : ` | ${command.note}`;
  if (command.verb === "contribute") return `contribute #${command.pot}=${amountInWords(command.money)}${note}`;
  const own = command.verb === "split" && command.ownShare ? [`me=${amountInWords(command.ownShare)}`] : [];
  const lines = command.lines.map(({ payee, money }) => `${payee.handle}=${amountInWords(money)}`);
  return `${command.verb} ${[...own, ...lines].join(" ")}${note}`;
};

const amountInWords = (money: Money): string =>
  toDecimal(money).replace(/\.00$/, "") + (money.currency === EUR ? "" : money.currency);

/** How a reading differs from the one that is meant, the worst first. */
export type Fault =
  /** Money would move that nobody meant, or other money, or to somebody else. */
  | "wrong money"
  /** A question where the words are clear. */
  | "asked needlessly"
  /** Nothing moves wrongly: another note, another question. */
  | "other";

export const faultOf = (meant: string, read: string): Fault | undefined => {
  if (meant === read) return undefined;
  const [moneyMeant = ""] = meant.split(" | ");
  const [moneyRead = ""] = read.split(" | ");
  if (isCommand(read) && moneyMeant !== moneyRead) return "wrong money";
  return isCommand(meant) && !isCommand(read) ? "asked needlessly" : "other";
};

const isCommand = (words: string): boolean => !words.startsWith("ask ") && !words.startsWith("ignore ");
