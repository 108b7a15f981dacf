import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Post } from "../../../core/channel/channel-event.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import { noon } from "../../support/intents.ts";
import { type ParserWorld, startParserWorld } from "./parser-world.ts";

let world: ParserWorld;

beforeAll(async () => {
  world = await startParserWorld();
});
afterAll(() => world.stop());

let minutes = 0;
/** Each later than the one before. */
const newPost = (author: string, text: string, more: Partial<Post> = {}): Post => {
  minutes += 1;
  world.at(noon + minutes * minuteMs);
  return world.newPost(author, text, { createdAt: instant(noon + minutes * minuteMs), ...more });
};

const ordered = async (author: string, text = "@piaf pay 5€ @bob"): Promise<Post> => {
  const post = newPost(author, text);
  await world.write(post);
  return post;
};

const stateOf = async (post: Post) => {
  const { state, reason } = (await world.intentOf(post))!;
  return [state, reason];
};

const pending = ["pending_approval", undefined];
const cancelled = ["cancelled", "writer_cancelled"];

describe("a writer who cancels", () => {
  it("takes back the last proposal that waits, and only that, however often the post is delivered", async () => {
    const [first, last] = [await ordered("alice"), await ordered("alice", "@piaf pay 6€ @carol")];
    const post = newPost("alice", "@piaf annule stp");
    await world.write(post);
    await world.write(post);
    expect([await stateOf(first), await stateOf(last)]).toEqual([pending, cancelled]);
    expect(await world.intentOf(post)).toBeUndefined();
    await world.write(newPost("alice", "@piaf cancel"));
    expect(await stateOf(first)).toEqual(cancelled);
  });

  it("takes back the command that the post replies to, an edit of it too", async () => {
    const [first, last] = [await ordered("carol"), await ordered("carol")];
    const edit = { ...world.editOf(first, "@piaf pay 7€ @bob"), createdAt: first.createdAt };
    await world.write(edit);
    const author = first.author;
    await world.write(newPost("carol", "@piaf cancel", { form: "reply", repliesTo: { postId: edit.id, author } }));
    expect([await stateOf(first), await stateOf(last)]).toEqual([cancelled, pending]);
    await world.write(newPost("carol", "@piaf cancel", { form: "reply", repliesTo: { postId: last.id, author } }));
    expect(await stateOf(last)).toEqual(cancelled);
  });

  it("takes back what the post itself has asked for, before it was edited", async () => {
    const post = await ordered("alice");
    await world.write(world.editOf(post, "@piaf cancel"));
    expect(await stateOf(post)).toEqual(cancelled);
  });

  it("takes back nothing of anybody else, nothing that is approved, and nothing that was written later", async () => {
    const others = await ordered("bob", "@piaf pay 5€ @carol");
    const approved = await ordered("alice");
    await world.approve(approved);
    const post = newPost("alice", "@piaf cancel", {
      form: "reply",
      repliesTo: { postId: others.id, author: others.author },
    });
    const later = await ordered("alice");
    await world.write(post);
    expect(await stateOf(others)).toEqual(pending);
    expect((await stateOf(approved))[0]).toBe("approved");
    expect(await stateOf(later)).toEqual(pending);
    expect(await stateOf(post)).toEqual(["needs_input", "nothing_to_cancel"]);
  });
});

it.each([
  ["@piaf help", "help"],
  ["@piaf request 5€ from @bob", "verb_not_available"],
  ["@piaf split 9€ with @bob @dave", "verb_not_available"],
  ["@piaf contribute 5€ #gift", "verb_not_available"],
  ["@piaf pay $5 @bob", "currency_not_available"],
])("%s is a question that names no payee", async (text, reason) => {
  const post = await ordered("carol", text);
  expect(await world.intentOf(post)).toMatchObject({ state: "needs_input", reason, lines: [] });
});
