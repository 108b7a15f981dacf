import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, hourMs, instant } from "../../../core/clock.ts";
import { noon } from "../../support/intents.ts";
import { type ParserWorld, startParserWorld } from "./parser-world.ts";

let world: ParserWorld;
let newPost: ParserWorld["newPost"];
let editOf: ParserWorld["editOf"];
let write: ParserWorld["write"];
let erase: ParserWorld["erase"];
let intentOf: ParserWorld["intentOf"];
let approve: ParserWorld["approve"];

beforeAll(async () => {
  world = await startParserWorld();
  ({ newPost, editOf, write, erase, intentOf, approve } = world);
});
afterAll(() => world.stop());

describe("a post of somebody whom its payee has blocked", () => {
  const alice = { channel: "x", userId: "1400000000000000101" };
  const holderOf = async (userId: string) => (await world.deps.holders.byLink({ channel: "x", userId }))!.id;

  it("makes nothing, is told nobody, and reaches the payee again once he takes it back", async () => {
    const bob = await holderOf("1400000000000000102");
    await world.blocks.put(bob, { ...alice, mode: "block" });
    const post = newPost("alice", "@piaf pay 5€ @bob");
    const several = newPost("alice", "@piaf pay 5€ @bob and 5€ @carol");
    for (const one of [post, several]) await write(one);
    expect([await intentOf(post), await intentOf(several)]).toEqual([undefined, undefined]);
    expect(world.lines.filter(({ facts }) => facts["reason"] === "unwanted")).toHaveLength(2);
    const other = newPost("alice", "@piaf pay 5€ @carol");
    await write(other);
    expect(await intentOf(other)).toMatchObject({ state: "pending_approval" });
    // By an edit neither: what was asked for before is taken back.
    const edited = editOf(other, "@piaf pay 5€ @bob");
    await write(edited);
    expect(await intentOf(other)).toMatchObject({ state: "needs_input", lines: [] });
    await world.blocks.remove(bob, alice);
    const later = newPost("alice", "@piaf pay 5€ @bob");
    await write(later);
    expect(await intentOf(later)).toMatchObject({ state: "pending_approval" });
  });

  it("is muted where it asks for money alone", async () => {
    const bob = await holderOf("1400000000000000102");
    await world.blocks.put(bob, { ...alice, mode: "mute" });
    const asking = newPost("alice", "@piaf request 5€ from @bob");
    const paying = newPost("alice", "@piaf pay 5€ @bob");
    for (const one of [asking, paying]) await write(one);
    expect(await intentOf(asking)).toBeUndefined();
    expect(await intentOf(paying)).toMatchObject({ state: "pending_approval" });
    await world.blocks.remove(bob, alice);
  });
});

describe("a post to Piaf", () => {
  it("makes one proposal with the payee's own name, and a second delivery changes nothing (invariant 5)", async () => {
    const post = newPost("alice", "@piaf #envoyer 12,99€ @bob pour le ciné");
    await write(post);
    const made = await intentOf(post);
    expect(made).toMatchObject({
      state: "pending_approval",
      version: 1,
      payer: { handle: "alice", holder: expect.stringMatching(/^hol_/) as string },
      lines: [{ payee: { handle: "bob", name: "Bob", userId: "1400000000000000102" }, amount: 1299n }],
      note: "pour le ciné",
      expiresAt: instant(noon + dayMs),
    });
    await write(post);
    expect(await intentOf(post)).toEqual(made);
  });

  it("makes one proposal out of many deliveries at once", async () => {
    const post = newPost("alice", "@piaf pay 5€ @bob");
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => write(post)));
    // The losers of the race throw, so that the queue delivers again; nothing is made twice.
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    await write(post);
    expect(await intentOf(post)).toMatchObject({ version: 1, state: "pending_approval" });
  });

  it("becomes a question when it is not clear, or when the writer is not linked", async () => {
    const unclear = newPost("alice", "@piaf pay 1,000€ @bob");
    const unlinked = newPost("dave", "@piaf pay 5€ @bob");
    for (const post of [unclear, unlinked]) await write(post);
    expect(await intentOf(unclear)).toMatchObject({ state: "needs_input", reason: "amount_unclear" });
    expect(await intentOf(unlinked)).toMatchObject({ state: "needs_input", reason: "not_linked" });
    expect((await intentOf(unlinked))?.payer.holder).toBeUndefined();
  });

  it("says until when the money would wait where the payee has not joined", async () => {
    const post = newPost("alice", "@piaf pay 5€ @dave");
    await write(post);
    const claimUntil = instant(noon + 15 * dayMs);
    expect(await intentOf(post)).toMatchObject({
      state: "pending_approval",
      lines: [{ check: "unknown", claimUntil }],
    });
  });

  it("makes nothing when it is not addressed, a repost, or older than a day", async () => {
    const silent = [
      newPost("alice", "pay 5€ @bob"),
      newPost("alice", "@piaf pay 5€ @bob", { form: "repost" }),
      newPost("alice", "@piaf pay 5€ @bob", { createdAt: instant(noon - dayMs - 1) }),
    ];
    for (const post of silent) {
      await write(post);
      expect(await intentOf(post)).toBeUndefined();
    }
  });
});

describe("an edit", () => {
  it("makes a new version before approval, and an older version that comes late changes nothing", async () => {
    const post = newPost("alice", "@piaf pay 5€ @bob");
    await write(post);
    const edited = editOf(post, "@piaf pay 6€ @bob");
    world.at(noon + hourMs);
    await write(edited);
    const revised = await intentOf(post);
    expect(revised).toMatchObject({
      version: 2,
      lines: [{ amount: 600n }],
      source: { edited: true, postId: edited.id },
    });
    await write(post);
    await write(edited);
    expect(await intentOf(post)).toEqual(revised);
  });

  it("changes nothing from approval on", async () => {
    const post = newPost("alice", "@piaf pay 5€ @bob");
    await write(post);
    await approve(post);
    const approved = await intentOf(post);
    await write(editOf(post, "@piaf pay 600€ @carol"));
    expect(await intentOf(post)).toEqual(approved);
  });

  it("of a post that was no command makes the first version", async () => {
    const post = newPost("alice", "hello");
    await write(post);
    await write(editOf(post, "@piaf pay 5€ @bob"));
    expect(await intentOf(post)).toMatchObject({ version: 1, state: "pending_approval" });
  });
});

describe("a deletion", () => {
  it("cancels what nobody has approved, under the id of the first version or of an edit", async () => {
    const first = newPost("alice", "@piaf pay 5€ @bob");
    await write(first);
    await erase(first.id, first.author.id);
    expect(await intentOf(first)).toMatchObject({ state: "cancelled", reason: "post_deleted" });
    const second = newPost("alice", "@piaf pay 5€ @bob");
    await write(second);
    const edited = editOf(second, "@piaf pay 6€ @bob");
    await write(edited);
    await erase(edited.id, edited.author.id);
    expect(await intentOf(second)).toMatchObject({ state: "cancelled", version: 2 });
  });

  it("by somebody else, after approval, or of an unknown post changes nothing", async () => {
    const post = newPost("alice", "@piaf pay 5€ @bob");
    await write(post);
    await erase(post.id, "1400000000000000102");
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval" });
    await approve(post);
    await erase(post.id, post.author.id);
    expect(await intentOf(post)).toMatchObject({ state: "approved" });
    await erase("1", post.author.id);
  });

  it("that arrives again changes nothing", async () => {
    const post = newPost("alice", "@piaf pay 5€ @bob");
    await write(post);
    await erase(post.id, post.author.id);
    const cancelled = await intentOf(post);
    await erase(post.id, post.author.id);
    await write(post);
    expect(await intentOf(post)).toEqual(cancelled);
  });
});
