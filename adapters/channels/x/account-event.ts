import * as z from "zod";
import type { ChannelEvent, ChannelUser, Post } from "../../../core/channel/channel-event.ts";
import { handle, id, index, language, moment, name, optionalId, optionalRange, picture } from "./fields.ts";
import { type PostText, readText } from "./post-text.ts";
import { timeOfId } from "./snowflake.ts";

/** The Account Activity API (it ends on 1 January 2027): arrays of v1.1 objects, of which only the `*_str` ids are exact. */

const user = z.object({
  id_str: id,
  screen_name: handle,
  name,
  profile_image_url_https: picture,
  affiliation: z.object({ description: z.string().optional() }).optional().catch(undefined),
  protected: z.boolean().optional().catch(undefined),
});

const userMention = z.object({
  id_str: optionalId,
  screen_name: handle,
  name: name.optional().catch(undefined),
  indices: z.tuple([index, index]),
});

const entities = z.object({ user_mentions: z.array(userMention).default([]) }).default({ user_mentions: [] });

const status = z.object({
  id_str: id,
  text: z.string(),
  lang: language,
  user,
  entities,
  truncated: z.boolean().default(false),
  display_text_range: optionalRange,
  extended_tweet: z.object({ full_text: z.string(), display_text_range: optionalRange, entities }).optional(),
  edit_history: z.object({ initial_tweet_id: optionalId }).optional().catch(undefined),
  in_reply_to_status_id_str: optionalId,
  in_reply_to_user_id_str: optionalId,
  in_reply_to_screen_name: handle.optional().catch(undefined),
  is_quote_status: z.boolean().optional().catch(undefined),
  retweeted_status: z.unknown().optional(),
  quoted_status: z.unknown().optional(),
});

const deletion = z.object({ status: z.object({ id, user_id: id }) });

const revocation = z.object({ source: z.object({ user_id: id }), date_time: moment });

type Status = z.infer<typeof status>;

/** One entry of `tweet_create_events`; undefined when it is of another shape. */
export const readStatus = (entry: unknown): ChannelEvent | undefined => {
  const parsed = status.safeParse(entry);
  return parsed.success ? { type: "post_written", post: toPost(parsed.data) } : undefined;
};

/** One entry of `tweet_delete_events`. */
export const readDeletion = (entry: unknown): ChannelEvent | undefined => {
  const parsed = deletion.safeParse(entry);
  if (!parsed.success) return undefined;
  const { id: postId, user_id: authorId } = parsed.data.status;
  return { type: "post_deleted", channel: "x", postId, authorId };
};

/** `user_event.revoke`. */
export const readRevocation = (revoke: unknown): ChannelEvent | undefined => {
  const parsed = revocation.safeParse(revoke);
  if (!parsed.success) return undefined;
  const { source, date_time: at } = parsed.data;
  return { type: "access_revoked", channel: "x", userId: source.user_id, ...(at ? { at } : {}) };
};

const toPost = (of: Status): Post => ({
  channel: "x",
  id: of.id_str,
  rootId: of.edit_history?.initial_tweet_id ?? of.id_str,
  author: toUser(of.user),
  ...textOf(of),
  language: of.lang,
  createdAt: timeOfId(of.id_str),
  form: formOf(of),
  repliesTo: repliesTo(of),
});

const toUser = (of: z.infer<typeof user>): ChannelUser => ({
  id: of.id_str,
  handle: of.screen_name,
  name: of.name,
  picture: of.profile_image_url_https,
  ...(of.affiliation?.description === "Automated" ? { automated: true } : {}),
  ...(of.protected ? { protected: true } : {}),
});

const textOf = (of: Status): PostText => {
  const whole = of.truncated ? of.extended_tweet : undefined;
  const read = readText({
    text: whole?.full_text ?? of.text,
    mentions: (whole ?? of).entities.user_mentions.map((mention) => ({
      userId: mention.id_str,
      handle: mention.screen_name,
      name: mention.name,
      start: mention.indices[0],
      end: mention.indices[1],
    })),
    range: (whole ?? of).display_text_range,
  });
  return { ...read, cut: read.cut || (of.truncated && !whole) };
};

const formOf = (of: Status): Post["form"] => {
  if (of.retweeted_status) return "repost";
  if (of.in_reply_to_status_id_str) return "reply";
  return of.quoted_status || of.is_quote_status ? "quote" : "post";
};

const repliesTo = (of: Status): Post["repliesTo"] => {
  if (of.in_reply_to_status_id_str === undefined) return undefined;
  const authorId = of.in_reply_to_user_id_str;
  const authorHandle = of.in_reply_to_screen_name;
  const authorName = of.entities.user_mentions.find((mention) => mention.id_str === authorId)?.name;
  return {
    postId: of.in_reply_to_status_id_str,
    author:
      authorId && authorHandle ? { id: authorId, handle: authorHandle, name: authorName ?? authorHandle } : undefined,
  };
};
