import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Post } from "../../../core/channel/channel-event.ts";
import { hourMs, instant, minuteMs, secondMs } from "../../../core/clock.ts";
import { noon } from "../../support/intents.ts";
import { type ParserWorld, startParserWorld } from "./parser-world.ts";

let world: ParserWorld;
let newPost: ParserWorld["newPost"];
let editOf: ParserWorld["editOf"];
let write: ParserWorld["write"];
let intentOf: ParserWorld["intentOf"];

beforeAll(async () => {
  world = await startParserWorld();
  ({ newPost, editOf, write, intentOf } = world);
});
afterAll(() => world.stop());

const lastReason = () => world.lines.findLast(({ message }) => message === "post_ignored")?.facts["reason"];
const order = "@piaf pay 5€ @bob";

/** Written one after another by somebody of his own, so that the tests do not disturb each other. */
const burst = (userId: string, count: number, apartMs: number): readonly Post[] =>
  Array.from({ length: count }, (_, index) => {
    const post = newPost("dave", order, { createdAt: instant(noon - hourMs + index * apartMs) });
    return { ...post, author: { ...post.author, id: userId } };
  });

const statesOf = async (posts: readonly Post[]) =>
  Promise.all(posts.map(async (post) => (await intentOf(post)) !== undefined));

describe("a flood", () => {
  it("of more than five in a minute: the sixth is told once, the rest makes nothing", async () => {
    const posts = burst("2001", 9, secondMs);
    for (const post of posts) await write(post);
    expect(await statesOf(posts)).toEqual([true, true, true, true, true, true, false, false, false]);
    const linked = burst("2002", 6, secondMs).map((post) => ({ ...post, author: { ...post.author, handle: "x" } }));
    for (const post of linked) await write(post);
    expect(lastReason()).toBe("flood");
  });

  it("is told so in the app and under the post, where the writer is linked", async () => {
    const posts = burst("1400000000000000103", 6, secondMs);
    for (const post of posts) await write(post);
    expect(await intentOf(posts.at(-1)!)).toMatchObject({ state: "needs_input", reason: "too_many_posts", lines: [] });
  });

  it("is one by when its posts were written: delivered late and all at once, spread ones are none", async () => {
    const posts = burst("2003", 12, 13 * secondMs);
    await Promise.all([...posts].reverse().map(write));
    expect(await statesOf(posts)).toEqual(posts.map(() => true));
  });

  it("stays one when it is delivered again later", async () => {
    const posts = burst("2004", 8, secondMs);
    for (const post of posts) await write(post);
    const before = await statesOf(posts);
    for (const post of [...posts].reverse()) await write(post);
    expect(await statesOf(posts)).toEqual(before);
  });

  it("is over after a minute", async () => {
    const posts = burst("2005", 7, secondMs);
    for (const post of posts) await write(post);
    const [later] = burst("2005", 1, 0).map((post) => ({ ...post, createdAt: instant(noon - hourMs + minuteMs + 1) }));
    await write(later!);
    expect(await intentOf(later!)).toBeDefined();
  });

  it("that comes all at once makes no more either", async () => {
    const posts = burst("2006", 10, secondMs);
    await Promise.allSettled(posts.map(write));
    for (const post of posts) await write(post);
    expect((await statesOf(posts)).filter(Boolean)).toHaveLength(6);
  });
});

describe("a burst of requests at one person", () => {
  it("is stopped by whomever it comes, and leaves others alone", async () => {
    const ask = (userId: string, index: number): Post => {
      const post = newPost("dave", "@piaf request 5€ from @carol", { createdAt: instant(noon - index * minuteMs) });
      return { ...post, author: { ...post.author, id: userId } };
    };
    const posts = Array.from({ length: 7 }, (_, index) => ask(`30${index}`, index));
    for (const post of posts) await write(post);
    const carol = await world.deps.writers.get({ channel: "x", userId: "1400000000000000103" });
    expect(carol.asked.map(({ post }) => post)).toEqual(posts.slice(0, 5).map(({ rootId }) => rootId));
    const sixth = await world.deps.writers.get({ channel: "x", userId: "305" });
    expect(sixth).toMatchObject({ proposed: [], warned: { post: posts[5]!.rootId } });
  });
});

describe("a writer who says stop", () => {
  it("is left alone until he says start, in whatever language", async () => {
    const by = (text: string): Post => newPost("bob", text);
    for (const [stop, start] of [
      ["@piaf stop", "@piaf START!"],
      ["@piaf arrêtez.", "@piaf reprendre"],
      ["Basta @piaf", "@piaf inizia"],
    ]) {
      await write(by(stop!));
      const unheard = by("@piaf pay 5€ @alice");
      await write(unheard);
      expect(await intentOf(unheard)).toBeUndefined();
      expect(lastReason()).toBe("writer_stopped");
      await write(by(start!));
      const heard = by("@piaf pay 5€ @alice");
      await write(heard);
      expect(await intentOf(heard)).toMatchObject({ state: "pending_approval" });
    }
  });

  it("must say it alone, and to the bot", async () => {
    for (const text of ["@piaf stop @alice", "stop", "@piaf pay 5€ @alice, then stop"])
      await write(newPost("carol", text));
    expect((await world.deps.writers.get({ channel: "x", userId: "1400000000000000103" })).wish).toBeUndefined();
  });

  it("is heard by when it was written, however often and late it is delivered", async () => {
    const at = (seconds: number, text: string) =>
      newPost("dave", text, { createdAt: instant(noon + seconds * secondMs) });
    const [stop, start] = [at(0, "@piaf stop"), at(10, "@piaf start")];
    for (const post of [stop, start, stop]) await write(post);
    const writer = await world.deps.writers.get({ channel: "x", userId: start.author.id });
    expect(writer.wish).toEqual({ says: "start", postId: start.id, at: start.createdAt });
  });

  it("takes back what the post asked for before it was edited to say it", async () => {
    const post = newPost("carol", order);
    await write(post);
    await write(editOf(post, "@piaf stop"));
    expect(await intentOf(post)).toMatchObject({ state: "needs_input", reason: "post_edited", lines: [] });
    await write(newPost("carol", "@piaf start"));
  });
});
