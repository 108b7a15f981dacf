import * as z from "zod";
import type { ChannelEvent, ChannelUser, Post } from "../../../core/channel/channel-event.ts";
import { handle, id, index, language, name, moment, optionalId, optionalRange, picture } from "./fields.ts";
import { type PostText, readText } from "./post-text.ts";
import { timeOfId } from "./snowflake.ts";

/** The X Activity API: one event in an envelope, the author and the mentioned beside it in `includes`. */

const user = z.object({
  id,
  username: handle,
  name,
  profile_image_url: picture,
  affiliation: z.object({ description: z.string().optional() }).optional().catch(undefined),
  protected: z.boolean().optional().catch(undefined),
});

/** Some events wrap each user once more in `data`. */
const includedUser = z.union([user, z.object({ data: user }).transform((wrapped) => wrapped.data)]);

const entities = z
  .object({
    mentions: z.array(z.object({ start: index, end: index, username: handle, id: optionalId })).default([]),
  })
  .default({ mentions: [] });

const post = z.object({
  id,
  author_id: id,
  text: z.string(),
  lang: language,
  display_text_range: optionalRange,
  entities,
  /** A long post in full; `text` may then be cut without a sign. */
  note_tweet: z.object({ text: z.string(), entities }).optional(),
  edit_history_tweet_ids: z.array(id).default([]),
  in_reply_to_tweet_id: optionalId,
  in_reply_to_user_id: optionalId,
  referenced_tweets: z.array(z.object({ type: z.string(), id })).default([]),
});

type ActivityPost = z.infer<typeof post>;
type Users = ReadonlyMap<string, ChannelUser>;

export const activityEnvelope = z.object({
  event_type: z.string(),
  filter: z.unknown().optional(),
  payload: z.unknown(),
  includes: z
    .object({ users: z.array(z.unknown()).default([]) })
    .default({ users: [] })
    .catch({ users: [] }),
});

type Envelope = z.infer<typeof activityEnvelope>;

/** What a kind of event means to Piaf; undefined when its payload is not of the known shape. */
type Reader = (envelope: Envelope) => ChannelEvent | undefined;

const readPost: Reader = ({ event_type, payload, includes }) => {
  const parsed = post.safeParse(payload);
  if (!parsed.success) return undefined;
  return { type: "post_written", post: toPost(parsed.data, usersOf(includes.users), event_type) };
};

const readDeletion: Reader = ({ payload }) => {
  const parsed = z.object({ id, author_id: id }).safeParse(payload);
  if (!parsed.success) return undefined;
  return { type: "post_deleted", channel: "x", postId: parsed.data.id, authorId: parsed.data.author_id };
};

const readRevocation: Reader = ({ payload }) => {
  const parsed = z.object({ user_id: id, date_time: moment }).safeParse(payload);
  if (!parsed.success) return undefined;
  const { user_id: userId, date_time: at } = parsed.data;
  return { type: "access_revoked", channel: "x", userId, ...(at ? { at } : {}) };
};

/** Whose handle it was is in the filter of the subscription; what it is now, X is asked. */
const readNewHandle: Reader = ({ filter }) => {
  const parsed = z.object({ user_id: id }).safeParse(filter);
  return parsed.success ? { type: "handle_changed", channel: "x", userId: parsed.data.user_id } : undefined;
};

const readers: ReadonlyMap<string, Reader> = new Map([
  ["post.create", readPost],
  ["post.mention.create", readPost],
  ["post.reply.create", readPost],
  ["post.quote.create", readPost],
  ["post.repost.create", readPost],
  ["post.delete", readDeletion],
  ["oauth.revoke", readRevocation],
  ["profile.update.handle", readNewHandle],
]);

/** Undefined for a kind that Piaf does not use, or a payload of another shape than the kind's. */
export const readActivity = (envelope: Envelope): ChannelEvent | undefined =>
  readers.get(envelope.event_type)?.(envelope);

const usersOf = (included: readonly unknown[]): Users =>
  new Map(
    included.flatMap((entry) => {
      const parsed = includedUser.safeParse(entry);
      return parsed.success ? [[parsed.data.id, toUser(parsed.data)] as const] : [];
    }),
  );

const toUser = (of: z.infer<typeof user>): ChannelUser => ({
  id: of.id,
  handle: of.username,
  name: of.name,
  picture: of.profile_image_url,
  ...(of.affiliation?.description === "Automated" ? { automated: true } : {}),
  ...(of.protected ? { protected: true } : {}),
});

const toPost = (of: ActivityPost, users: Users, eventType: string): Post => ({
  channel: "x",
  id: of.id,
  rootId: of.edit_history_tweet_ids[0] ?? of.id,
  // The author is joined from `includes`, which may be empty; the id is what counts.
  author: users.get(of.author_id) ?? { id: of.author_id, handle: "", name: "" },
  ...textOf(of, users),
  language: of.lang,
  createdAt: timeOfId(of.id),
  form: formOf(of, eventType),
  repliesTo: repliesTo(of, users),
});

const textOf = (of: ActivityPost, users: Users): PostText => {
  const whole = of.note_tweet ?? of;
  return readText({
    text: whole.text,
    mentions: whole.entities.mentions.map((mention) => ({
      userId: mention.id,
      handle: mention.username,
      name: mention.id === undefined ? undefined : users.get(mention.id)?.name,
      start: mention.start,
      end: mention.end,
    })),
    // The range speaks of `text`: of a long post only its start holds.
    range: of.note_tweet ? startOnly(of.display_text_range) : of.display_text_range,
  });
};

const startOnly = (range: [number, number] | undefined): [number, number] | undefined => range && [range[0], range[0]];

const refersTo = (of: ActivityPost, type: string): string | undefined =>
  of.referenced_tweets.find((reference) => reference.type === type)?.id;

const formOf = (of: ActivityPost, eventType: string): Post["form"] => {
  if (eventType === "post.repost.create" || refersTo(of, "retweeted")) return "repost";
  if (parentOf(of)) return "reply";
  return eventType === "post.quote.create" || refersTo(of, "quoted") ? "quote" : "post";
};

/** A post that merely starts with a handle has `in_reply_to_user_id` too: only a post id makes it a reply. */
const parentOf = (of: ActivityPost): string | undefined => of.in_reply_to_tweet_id ?? refersTo(of, "replied_to");

const repliesTo = (of: ActivityPost, users: Users): Post["repliesTo"] => {
  const postId = parentOf(of);
  if (postId === undefined) return undefined;
  const authorId = of.in_reply_to_user_id;
  const mention = of.entities.mentions.find((entry) => entry.id !== undefined && entry.id === authorId);
  const mentioned =
    authorId && mention ? { id: authorId, handle: mention.username, name: mention.username } : undefined;
  return { postId, author: (authorId === undefined ? undefined : users.get(authorId)) ?? mentioned };
};
