import type { Post } from "./post.ts";

/** Each breaks so many of the next calls that Piaf makes. */
export const faultNames = ["rate_limited", "duplicate", "server_error", "time_out", "no_credit"] as const;
export type Fault = (typeof faultNames)[number];
export type Faults = Readonly<Record<Fault, number>>;

/** What the network is like. */
export type Settings = { readonly family: "xaa" | "aaa"; readonly faults: Faults };

type PostBody = {
  readonly as: string;
  readonly text?: string;
  readonly in_reply_to?: string;
  readonly quote_of?: string;
  readonly repost_of?: string;
};

const base = "/sim/x";

const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(
    base + path,
    body === undefined ? { method } : { method, headers, body: JSON.stringify(body) },
  );
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const { error } = (answer ?? {}) as { error?: string };
  throw new Error(error ?? `The simulated X answered ${response.status}.`);
};

type PostAnswer = {
  id: string;
  versions: string[];
  author: { handle: string };
  written: string;
  created_at: string;
  in_reply_to?: string;
  quote_of?: string;
  repost_of?: string;
  edited: boolean;
};

export const listPosts = async (): Promise<readonly Post[]> => {
  const { posts } = (await call("GET", "/posts")) as { posts: readonly PostAnswer[] };
  return posts.map((post) => ({
    id: post.id,
    versions: post.versions,
    author: post.author.handle,
    text: post.written,
    createdAt: post.created_at,
    inReplyTo: post.in_reply_to,
    quoteOf: post.quote_of,
    repostOf: post.repost_of,
    edited: post.edited,
  }));
};

export const writePost = (post: PostBody): Promise<unknown> => call("POST", "/posts", post);
export const editPost = (id: string, text: string): Promise<unknown> => call("PUT", `/posts/${id}`, { text });
export const deletePost = (id: string): Promise<unknown> => call("DELETE", `/posts/${id}`);
export const redeliverPost = (id: string): Promise<unknown> => call("POST", "/redeliver", { id, times: 1 });
export const readSettings = async (): Promise<Settings> => (await call("GET", "/settings")) as Settings;
export const changeSettings = async (change: Partial<Settings>): Promise<Settings> =>
  (await call("PUT", "/settings", change)) as Settings;

/** Calls `changed` at once and after every event, `lost` when the line breaks; the browser takes it up again by itself. */
export const watch = (on: { readonly changed: () => void; readonly lost: () => void }): (() => void) => {
  const events = new EventSource(`${base}/events`);
  events.onopen = on.changed;
  events.addEventListener("timeline", on.changed);
  events.onerror = on.lost;
  return () => events.close();
};
