import * as z from "zod";

const user = z.object({
  id: z.string().min(1).max(64),
  handle: z.string().max(64),
  name: z.string().max(300),
  picture: z.string().max(2_000).optional(),
  automated: z.boolean().optional(),
  protected: z.boolean().optional(),
});

const mention = z.object({
  userId: z.string().max(64).optional(),
  handle: z.string().max(64),
  name: z.string().max(300).optional(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

const post = z.object({
  channel: z.string(),
  id: z.string(),
  rootId: z.string(),
  author: user,
  text: z.string().max(25_000),
  cut: z.boolean(),
  writtenFrom: z.int().nonnegative(),
  mentions: z.array(mention).max(200),
  language: z.string().optional(),
  createdAt: z.iso.datetime(),
  form: z.enum(["post", "reply", "quote", "repost"]),
  repliesTo: z.object({ postId: z.string(), author: user.optional() }).optional(),
});

export const channelEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("post_written"), post }),
  z.object({ type: z.literal("post_deleted"), channel: z.string(), postId: z.string(), authorId: z.string() }),
  z.object({ type: z.literal("replay_ended"), channel: z.string(), jobId: z.string().max(64), complete: z.boolean() }),
]);

/** `webhook`, or `clockwork` with what the webhook was not told → inbound queue → `parser`. */
export const channelEventReceived = z.object({
  type: z.literal("channel_event.received.v1"),
  event: channelEvent,
  receivedAt: z.iso.datetime(),
  /** Delivered to the webhook, or found afterwards on the network's timeline. */
  source: z.enum(["webhook", "timeline"]).default("webhook"),
});

export type ChannelEventReceived = z.infer<typeof channelEventReceived>;
