import type { Post } from "../../core/channel/channel-event.ts";
import { epochMs } from "../../core/clock.ts";
import type { HolderDirectory } from "../../core/holder/holder.ts";
import { intentIdOf } from "../../core/ids.ts";
import { followsPost } from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";

export type CancelDeps = { readonly intents: IntentStore; readonly holders: HolderDirectory };

/** So many of a writer's latest proposals are looked through. */
const lookedThrough = 50;

/**
 * The proposal that a post takes back: what its own earlier version asked for, the command that it replies to, or the
 * writer's last one that waits. The choice is kept, so that the same post delivered again takes back no other.
 */
export const cancelledBy = async (post: Post, deps: CancelDeps): Promise<Intent | undefined> => {
  const chosen = await deps.intents.intentOfPost({ channel: post.channel, postId: post.rootId });
  if (chosen) return deps.intents.get(chosen);
  const found = (await ofPost(post, post.rootId, deps)) ?? (await ofParent(post, deps)) ?? (await lastOf(post, deps));
  if (found) await deps.intents.rememberPost({ channel: post.channel, postId: post.rootId }, found.id);
  return found;
};

const own = ({ author }: Post, intent: Intent | undefined): Intent | undefined =>
  intent?.payer.userId === author.id && followsPost(intent) ? intent : undefined;

const ofPost = async (post: Post, rootPostId: string, { intents }: CancelDeps): Promise<Intent | undefined> => {
  const id = await intentIdOf({ channel: post.channel, rootPostId, payerUserId: post.author.id });
  return own(post, await intents.get(id));
};

/** The parent may be an edit of the command. */
const ofParent = async (post: Post, deps: CancelDeps): Promise<Intent | undefined> => {
  const { repliesTo, channel } = post;
  if (!repliesTo) return undefined;
  const known = await deps.intents.intentOfPost({ channel, postId: repliesTo.postId });
  return (known && own(post, await deps.intents.get(known))) ?? ofPost(post, repliesTo.postId, deps);
};

const lastOf = async (post: Post, { intents, holders }: CancelDeps): Promise<Intent | undefined> => {
  const { channel, author } = post;
  const holder = await holders.byLink({ channel, userId: author.id });
  if (!holder) return undefined;
  const { items } = await intents.listByPayer(holder.id, { limit: lookedThrough, states: ["pending_approval"] });
  return items.find((intent) => own(post, intent) && epochMs(intent.source.writtenAt) <= epochMs(post.createdAt));
};
