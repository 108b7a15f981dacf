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
  <div class="empty">
    {status === "live" ? (
      <>
        <h3>Nobody has posted yet</h3>
        <p>
          This is a simulated X. Beside it are two phones, each with the real app and a real wallet on this machine.
        </p>
        <p>
          Who posts <q>@piaf send 10 € to @bob</q> is asked on the phone. Only the key in the phone can pay, and it
          signs exactly what the screen shows. So a stolen account, an edited post or a post that comes twice moves
          nothing.
        </p>
      </>
    ) : (
      <p>Waiting for the simulated X …</p>
    )}
  </div>
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
