import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Post } from "../../../core/channel/channel-event.ts";
import { hourMs, instant, secondMs } from "../../../core/clock.ts";
import { retryIntent } from "../../../core/intent/decide-intent.ts";
import { handleChannelEvent } from "../../../functions/parser/handle-channel-event.ts";
import { createDeliveryNote } from "../../../functions/parser/note-delivery.ts";
import { noon } from "../../support/intents.ts";
import { type ParserWorld, startParserWorld } from "./parser-world.ts";

let world: ParserWorld;
let newPost: ParserWorld["newPost"];
let editOf: ParserWorld["editOf"];
let write: ParserWorld["write"];
let erase: ParserWorld["erase"];
let intentOf: ParserWorld["intentOf"];

beforeAll(async () => {
  world = await startParserWorld();
  ({ newPost, editOf, write, erase, intentOf } = world);
});
afterAll(() => world.stop());

const lastReason = () => world.lines.findLast(({ message }) => message === "post_ignored")?.facts["reason"];
const order = "@piaf pay 5€ @bob";

describe("a deletion that comes before its post", () => {
  it("leaves nothing to make, neither of the post nor of an edit", async () => {
    const post = newPost("alice", order);
    await erase(post.id, post.author.id);
    await write(post);
    await write(editOf(post, "@piaf pay 6€ @bob"));
    expect(await intentOf(post)).toBeUndefined();
  });

  it("under the id of an edit cancels what an earlier version has made", async () => {
    const post = newPost("alice", order);
    const edit = editOf(post, "@piaf pay 6€ @bob");
    await erase(edit.id, post.author.id);
    await write(post);
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval" });
    await write(edit);
    expect(await intentOf(post)).toMatchObject({ state: "cancelled", reason: "post_deleted" });
  });

  it("counts for its author alone", async () => {
    const post = newPost("alice", order);
    await erase(post.id, "1400000000000000102");
    await write(post);
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval" });
  });

  it("is seen when it comes at the very moment: before, while or after the post is read", async () => {
    for (let round = 0; round < 8; round += 1) {
      const post = newPost("alice", order);
      const both = [() => write(post), () => erase(post.id, post.author.id)];
      const outcomes = await Promise.allSettled((round % 2 === 0 ? both : both.reverse()).map((run) => run()));
      // Whoever lost a race is delivered again.
      if (outcomes.some(({ status }) => status === "rejected")) {
        await write(post);
        await erase(post.id, post.author.id);
      }
      expect((await intentOf(post))?.state ?? "cancelled").toBe("cancelled");
    }
  });

  it("is forgotten by itself after some days", async () => {
    const post = newPost("alice", order);
    await erase(post.id, post.author.id);
    const { client, tableName } = world.tables;
    const key = { id: { S: `deleted#x#${post.id}` } };
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName("Intents"), Key: key }));
    expect(Number(Item?.["ttl"]?.N) * 1_000).toBeGreaterThan(noon + 24 * hourMs);
  });
});

describe("what has once been signed", () => {
  const failed = async (): Promise<Post> => {
    const post = newPost("alice", order);
    await write(post);
    await world.approve(post);
    const approved = (await intentOf(post))!;
    const refused = { ...approved, state: "failed", reason: "insufficient_funds" } as const;
    await world.deps.intents.replace(approved, refused);
    const by = { payer: approved.payer.holder!, stage: "test", now: noon, lines: approved.lines };
    const again = retryIntent(refused, refused.version, by);
    if (!again.ok) throw new Error(again.fault.code);
    await world.deps.intents.replace(refused, again.value);
    return post;
  };

  it("follows the post no more, not even while it waits to be approved again", async () => {
    const post = await failed();
    const again = await intentOf(post);
    expect(again).toMatchObject({ state: "pending_approval", version: 2 });
    await write(editOf(post, "@piaf pay 5€ @bob and 7€ @carol"));
    await write(editOf(post, "never mind @piaf"));
    await erase(post.id, post.author.id);
    expect(await intentOf(post)).toEqual(again);
  });
});

describe("an edit to something that asks for nothing", () => {
  it("takes the proposal back, and a later edit asks again", async () => {
    const post = newPost("alice", order);
    await write(post);
    await write(editOf(post, "good morning"));
    const withdrawn = await intentOf(post);
    expect(withdrawn).toMatchObject({ state: "needs_input", reason: "post_edited", version: 2, lines: [] });
    expect(withdrawn?.source).toMatchObject({ text: "good morning", edited: true });
    await write(editOf(post, "@piaf pay 7€ @bob"));
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval", version: 3, lines: [{ amount: 700n }] });
  });

  it("changes nothing where there was nothing", async () => {
    const post = newPost("alice", "hello");
    await write(post);
    await write(editOf(post, "good morning"));
    expect(await intentOf(post)).toBeUndefined();
    expect(lastReason()).toBe("not_addressed");
  });
});

describe("an old post", () => {
  it("makes nothing beyond the limit that is set", async () => {
    const post = newPost("alice", order, { createdAt: instant(noon - 2 * hourMs) });
    const at = (oldestPostMs: number) =>
      handleChannelEvent({ type: "post_written", post }, { ...world.deps, oldestPostMs });
    await at(hourMs);
    expect(await intentOf(post)).toBeUndefined();
    expect(lastReason()).toBe("too_old");
    await at(3 * hourMs);
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval" });
  });
});

describe("an account", () => {
  it("that is labelled as automated gives no orders", async () => {
    const post = newPost("alice", order);
    await write({ ...post, author: { ...post.author, automated: true } });
    expect(await intentOf(post)).toBeUndefined();
    expect(lastReason()).toBe("automated_author");
  });

  it("whose posts are protected may propose, and nothing is said of it in public", async () => {
    const post = newPost("alice", order);
    await write({ ...post, author: { ...post.author, protected: true } });
    expect(await intentOf(post)).toMatchObject({ state: "pending_approval", source: { quiet: true } });
  });

  it("of the bot itself is not heard", async () => {
    const post = newPost("piaf", order);
    await write(post);
    expect(await intentOf(post)).toBeUndefined();
    expect(lastReason()).toBe("own_post");
  });
});

describe("the end of a replay", () => {
  it("closes the outage that it was asked for, unless the job failed", async () => {
    const { deliveries } = world;
    const ended = (complete: boolean) =>
      handleChannelEvent({ type: "replay_ended", channel: "x", jobId: "7", complete }, world.deps);
    await deliveries.setOutage("x", { since: instant(noon), replay: { jobId: "7", askedAt: instant(noon) } });
    await ended(false);
    expect(await deliveries.outage("x")).toBeDefined();
    await ended(true);
    expect(await deliveries.outage("x")).toBeUndefined();
  });
});

describe("the note of deliveries", () => {
  it("is written now and then, and by each network for itself", async () => {
    const told: string[] = [];
    const note = createDeliveryNote({ heard: async (channel, at) => void told.push(`${channel} ${at}`) });
    const at = (seconds: number) => instant(noon + seconds * secondMs);
    for (const seconds of [0, 10, 29, 30, 31]) await note("x", at(seconds));
    await note("y", at(31));
    expect(told).toEqual([`x ${at(0)}`, `x ${at(30)}`, `y ${at(31)}`]);
  });
});

describe("the language of the answer", () => {
  it("is what the network says, else what the words say", async () => {
    const unknown = newPost("alice", "@piaf envoie 5€ à @bob pour le pain");
    const told = newPost("alice", "@piaf envoie 5€ à @bob pour le pain", { language: "pt" });
    for (const post of [unknown, told]) await write(post);
    expect((await intentOf(unknown))?.source.language).toBe("fr");
    expect((await intentOf(told))?.source.language).toBe("pt");
  });
});
