import { expect, test } from "vitest";
import { postIn, threadsOf, type Thread } from "../../../local/stage/src/threads.ts";
import type { Post } from "../../../local/stage/src/post.ts";

const post = (id: string, rest: Partial<Post> = {}): Post => ({
  id,
  versions: [id],
  author: "alice",
  text: id,
  createdAt: `2026-01-01T00:00:0${id}.000Z`,
  inReplyTo: undefined,
  quoteOf: undefined,
  repostOf: undefined,
  edited: false,
  ...rest,
});

const outline = (threads: readonly Thread[]): unknown[] =>
  threads.map(({ post: { id }, replies }) => (replies.length === 0 ? id : [id, outline(replies)]));

test("the newest thread comes first, below a post the oldest reply", () => {
  const posts = [post("4", { inReplyTo: "1" }), post("3"), post("2", { inReplyTo: "1" }), post("1")];
  expect(outline(threadsOf(posts))).toEqual(["3", ["1", ["2", "4"]]]);
});

test("a reply stays below a post that has been edited since, and replies nest", () => {
  const edited = post("5", { versions: ["1", "5"], createdAt: "2026-01-01T00:00:01.000Z" });
  const posts = [edited, post("2", { inReplyTo: "1" }), post("3", { inReplyTo: "2" })];
  expect(outline(threadsOf(posts))).toEqual([["5", [["2", ["3"]]]]]);
  expect(postIn(posts, "1")).toBe(edited);
});

test("a reply whose parent is gone stands on its own", () => {
  expect(outline(threadsOf([post("2", { inReplyTo: "1" })]))).toEqual(["2"]);
});
