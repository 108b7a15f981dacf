import { PostCard, type Surroundings } from "./post-card.tsx";
import { threadsOf, type Thread } from "./threads.ts";
import type { TimelineState } from "./use-timeline.ts";

const ThreadView = ({ thread, around }: { thread: Thread; around: Surroundings }) => (
  <li>
    <PostCard post={thread.post} around={around} />
    {thread.replies.length > 0 && (
      <ol class="replies" aria-label="Replies">
        {thread.replies.map((reply) => (
          <ThreadView key={reply.post.id} thread={reply} around={around} />
        ))}
      </ol>
    )}
  </li>
);

const Empty = ({ status }: Pick<TimelineState, "status">) => (
  <p class="empty">
    {status === "live" ? (
      <>
        Nobody has posted yet.
        <br />
        Choose <em>2014</em> above, and press Post.
      </>
    ) : (
      "Waiting for the simulated X …"
    )}
  </p>
);

/** The posts, the newest thread first, the bot's answers below the posts that they answer. */
export const Timeline = ({ posts, status, around }: TimelineState & { around: Surroundings }) => (
  <section class="timeline card" aria-label="Timeline" aria-busy={status === "connecting"}>
    {posts.length === 0 ? (
      <Empty status={status} />
    ) : (
      <ol class="threads">
        {threadsOf(posts).map((thread) => (
          <ThreadView key={thread.post.id} thread={thread} around={around} />
        ))}
      </ol>
    )}
  </section>
);
