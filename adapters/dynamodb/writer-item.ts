import type { Account, Writer } from "../../core/channel/writer.ts";

/** Unlike an intent's id, and any other in the intents table. */
const prefix = "writer#";

export const writerItemId = ({ channel, userId }: Account): string => `${prefix}${channel}#${userId}`;

/** The account of an item's id; undefined for an item of another kind. */
export const accountOfItem = (id: string): Account | undefined => {
  const [channel, userId] = id.startsWith(prefix) ? id.slice(prefix.length).split("#") : [];
  return channel && userId ? { channel, userId } : undefined;
};

export const fromWriterItem = (item: Readonly<Record<string, unknown>>): Writer => {
  const { id: _i, ttl: _t, ...writer } = item;
  return writer as Writer;
};
