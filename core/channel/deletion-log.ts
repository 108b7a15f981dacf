import type { ChannelName } from "./channel-event.ts";

type WrittenPost = { readonly channel: ChannelName; readonly postId: string; readonly authorId: string };

/** The deletions of late: the network may tell of one before it tells of the post. */
export type DeletionLog = {
  remember(post: WrittenPost, nowMs: number): Promise<void>;
  /** Strongly consistent. A deletion counts only for the author whose post it was. */
  has(post: WrittenPost): Promise<boolean>;
};
