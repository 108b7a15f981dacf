import type { ChannelUser, Mention, Post } from "../../core/channel/channel-event.ts";
import { EUR } from "../../core/money/currency.ts";
import { bot, people } from "../../local/seed/people.ts";

const accountOf = (handle: string): ChannelUser => {
  const found = [bot, ...people].find((person) => person.handle === handle);
  if (!found) throw new Error(`nobody is called @${handle}`);
  return { id: found.userId, handle: found.handle, name: found.name };
};

export const botUser = { userId: bot.userId };

export const context = { bot: botUser, currency: EUR };

/** A post as a channel delivers it: mentions of the seeded people are found in the text. */
export const postBy = (author: string, text: string, more: Partial<Post> = {}): Post => ({
  channel: "x",
  id: "1900000000000000000",
  rootId: "1900000000000000000",
  author: accountOf(author),
  text,
  cut: false,
  writtenFrom: 0,
  mentions: mentionsIn(text),
  createdAt: "2026-11-24T12:00:00.000Z",
  form: "post",
  ...more,
});

const mentionsIn = (text: string): readonly Mention[] =>
  [...text.matchAll(/@(\w+)/gu)].flatMap((match) => {
    const known = [bot, ...people].find((person) => person.handle === match[1]);
    const start = [...text.slice(0, match.index)].length;
    const end = start + [...match[0]].length;
    return [{ handle: match[1] ?? "", start, end, ...(known ? { userId: known.userId, name: known.name } : {}) }];
  });
