import type { Post } from "./post.ts";

/** A post with what was replied to it. */
export type Thread = { readonly post: Post; readonly replies: readonly Thread[] };

/** A post by the id of any of its versions. */
export const postIn = (posts: readonly Post[], id: string | undefined): Post | undefined =>
  id === undefined ? undefined : posts.find(({ versions }) => versions.includes(id));

const byAge = (one: Post, other: Post): number =>
  one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id);

/** The newest thread first; below a post the oldest reply first. A reply whose parent is gone stands on its own. */
export const threadsOf = (posts: readonly Post[]): readonly Thread[] => {
  const oldestFirst = [...posts].sort(byAge);
  const repliesTo = Map.groupBy(oldestFirst, ({ inReplyTo }) => postIn(posts, inReplyTo));
  const threadOf = (post: Post): Thread => ({ post, replies: (repliesTo.get(post) ?? []).map(threadOf) });
  return (repliesTo.get(undefined) ?? []).map(threadOf).toReversed();
};
