import type { Instant } from "../clock.ts";

/** A social network that starts payments: the name of its folder under `adapters/channels/`. */
export type ChannelName = string;

/** An account on a network. `id` is permanent; the handle and the name are what people see, and may change hands. */
export type ChannelUser = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly picture?: string | undefined;
  /** Labelled as automated by the network: gives no orders. */
  readonly automated?: boolean | undefined;
  /** Only chosen people may read what it posts. */
  readonly protected?: boolean | undefined;
};

/** `start` (inclusive) and `end` (exclusive) count Unicode code points of the post's `text`. */
export type Mention = {
  readonly userId?: string | undefined;
  readonly handle: string;
  readonly name?: string | undefined;
  readonly start: number;
  readonly end: number;
};

/** A post in no network's dialect. */
export type Post = {
  readonly channel: ChannelName;
  readonly id: string;
  /** The id of the first version: an edit is a new post with the same root. The key of idempotency. */
  readonly rootId: string;
  readonly author: ChannelUser;
  /** As written, HTML entities decoded, after the mentions' indices were taken. */
  readonly text: string;
  /** The text goes on beyond what the network delivered. */
  readonly cut: boolean;
  /** Where the written part starts (code points): what precedes are a reply's automatic mentions. */
  readonly writtenFrom: number;
  readonly mentions: readonly Mention[];
  /** BCP 47, where the network knows it. */
  readonly language?: string | undefined;
  readonly createdAt: Instant;
  readonly form: "post" | "reply" | "quote" | "repost";
  readonly repliesTo?: { readonly postId: string; readonly author?: ChannelUser | undefined } | undefined;
};

/** What a network tells of posts. */
export type PostEvent =
  | { readonly type: "post_written"; readonly post: Post }
  | { readonly type: "post_deleted"; readonly channel: ChannelName; readonly postId: string; readonly authorId: string }
  /** The end of a job that delivered once more what may have been missed. */
  | {
      readonly type: "replay_ended";
      readonly channel: ChannelName;
      readonly jobId: string;
      readonly complete: boolean;
    };

/** What a network tells of somebody's account: that something has changed, never what it says of whom. */
export type AccountEvent =
  /** The owner has taken back at the network what he let Piaf know there. */
  | {
      readonly type: "access_revoked";
      readonly channel: ChannelName;
      readonly userId: string;
      /** When, where the network says so. */
      readonly at?: Instant | undefined;
    }
  | { readonly type: "handle_changed"; readonly channel: ChannelName; readonly userId: string };

/** What a network tells Piaf, in no network's dialect. */
export type ChannelEvent = PostEvent | AccountEvent;
