import type { ServerResponse } from "node:http";
import { instant } from "../../core/clock.ts";
import { timeOfSnowflake } from "./snowflake.ts";
import { type SimPost, type World, latestId, latestText, rootId } from "./world.ts";

/** A post as scripts and the stage see it. */
export const postJson = (post: SimPost, world: World) => {
  const author = world.person({ id: post.authorId });
  return {
    id: latestId(post),
    root_id: rootId(post),
    /** The ids of all versions: a reply names the one that it saw. */
    versions: post.versions.map(({ id }) => id),
    edited: post.versions.length > 1,
    author: { id: post.authorId, handle: author?.handle ?? "", name: author?.name ?? "" },
    text: latestText(post),
    /** What its author wrote: without a reply's automatic mentions. */
    written: [...latestText(post)].slice(post.writtenFrom).join(""),
    created_at: instant(timeOfSnowflake(rootId(post))),
    in_reply_to: post.inReplyTo,
    quote_of: post.quoteOf,
    repost_of: post.repostOf,
  };
};

export type Change = "written" | "edited" | "deleted";

export type TimelineEvents = {
  open(response: ServerResponse): void;
  tell(change: Change, post: unknown): void;
  close(): void;
};

/** Server-sent events (HTML standard, 9.2): `event: timeline`, one JSON `{change, post}` each. */
export const createTimelineEvents = (): TimelineEvents => {
  const listeners = new Set<ServerResponse>();
  return {
    open: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": the timeline of the simulated X\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    },
    tell: (change, post) => {
      for (const listener of listeners)
        listener.write(`event: timeline\ndata: ${JSON.stringify({ change, post })}\n\n`);
    },
    close: () => {
      for (const listener of listeners) listener.end();
    },
  };
};
