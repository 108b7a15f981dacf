import { afterEach, expect, test, vi } from "vitest";
import { createXInbound } from "../../../adapters/channels/x/inbound.ts";
import type { ChannelEvent, Post } from "../../../core/channel/channel-event.ts";
import { bot } from "../../../local/seed/people.ts";
import { type Received, readXSecret, startSimulatedX } from "../../support/simulated-x.ts";

const inbound = createXInbound({ readSecret: readXSecret, botUserId: bot.userId });

let stop: () => Promise<void> = () => Promise.resolve();
afterEach(() => stop());

const start = async (settings: Parameters<typeof startSimulatedX>[0] = {}) => {
  const x = await startSimulatedX(settings);
  stop = x.stop;
  return x;
};

const eventsOf = async ({ headers, body }: Received): Promise<readonly ChannelEvent[]> => {
  expect(await inbound.verifySignature({ headers: headers as Record<string, string>, body })).toBe(true);
  const reading = inbound.readEvents(body);
  if (!reading.ok) throw new Error("The delivery is malformed.");
  expect(reading.value.unknown).toEqual([]);
  return reading.value.events;
};

const only = async (received: readonly Received[], index: number): Promise<ChannelEvent> => {
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(index), { timeout: 5_000 });
  const events = await eventsOf(received[index]!);
  expect(events).toHaveLength(1);
  return events[0]!;
};

const postOf = (event: ChannelEvent): Post => {
  if (event.type !== "post_written") throw new Error(`A ${event.type} is no post.`);
  return event.post;
};

test.each(["xaa", "aaa"])("a post reaches the real adapter whole, in the family %s", async (family) => {
  const { call, post, received } = await start();
  await call("PUT", "settings", { family });
  const id = await post({ as: "alice", text: "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬" });
  expect(postOf(await only(received, 0))).toMatchObject({
    channel: "x",
    id,
    rootId: id,
    author: { id: "1400000000000000101", handle: "alice", name: "Alice" },
    text: "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬",
    writtenFrom: 0,
    cut: false,
    language: "fr",
    form: "post",
    mentions: [
      { handle: "piaf", userId: bot.userId, start: 0, end: 5 },
      { handle: "bob", userId: "1400000000000000102", start: 22, end: 26 },
    ],
  });
});

test("both families say the same of every kind of post", async () => {
  const { call, post, received } = await start();
  const parent = await post({ as: "bob", text: "Who pays for <lunch> & coffee? @carol" });
  const longTail = "and thank you ever so much ".repeat(12);
  const ids = [
    await post({ as: "alice", text: "&amp; hi 👋 @piaf pay 5 € @bob for <lunch>" }),
    await post({ as: "alice", text: "@piaf pay 5 € for lunch", in_reply_to: parent }),
    await post({ as: "alice", text: "@piaf pay 5 € @bob", quote_of: parent }),
    await post({ as: "alice", text: `@piaf pay 5 € @bob @nobody_here ${longTail}` }),
  ];
  ids.push(await post({ as: "bob", text: "", repost_of: ids[0] }));
  const edited = await call("PUT", `posts/${ids[0]}`, { text: "@piaf pay 6 € @bob" });
  ids.push(String(edited.json["id"]));
  await vi.waitFor(() => expect(received).toHaveLength(6));
  await call("PUT", "settings", { family: "aaa" });
  for (const id of ids) await call("POST", "redeliver", { id, times: 1 });
  expect(received).toHaveLength(12);
  const posts = (await Promise.all(received.map(eventsOf))).flat().map(postOf);
  const byId = (list: readonly Post[]) => new Map(list.map((one) => [one.id, one]));
  expect(byId(posts.slice(6))).toEqual(byId(posts.slice(0, 6)));
  expect(posts.slice(6).map((one) => one.form)).toEqual(["post", "reply", "quote", "post", "repost", "post"]);
  expect(posts.at(-1)).toMatchObject({ id: ids[5], rootId: ids[0], text: "@piaf pay 6 € @bob" });
  expect(posts[6]).toMatchObject({ id: ids[0], text: "&amp; hi 👋 @piaf pay 5 € @bob for <lunch>" });
});

test.each(["xaa", "aaa"])("a deletion names the latest version, in the family %s", async (family) => {
  const { call, post, received } = await start();
  await call("PUT", "settings", { family });
  const first = await post({ as: "alice", text: "@piaf pay 5 € @bob" });
  const second = String((await call("PUT", `posts/${first}`, { text: "@piaf pay 6 € @bob" })).json["id"]);
  expect((await call("DELETE", `posts/${first}`)).status).toBe(200);
  await vi.waitFor(() => expect(received).toHaveLength(3));
  const events = (await Promise.all(received.map(eventsOf))).flat();
  expect(events).toContainEqual({
    type: "post_deleted",
    channel: "x",
    postId: second,
    authorId: "1400000000000000101",
  });
});

test("what does not concern the bot is not delivered, nor are mentions that a thread merely carries along", async () => {
  const { call, post, received } = await start();
  const talk = await post({ as: "bob", text: "good morning @carol" });
  const order = await post({ as: "alice", text: "@piaf pay 5 € @bob" });
  const reply = await post({ as: "carol", text: "how generous", in_reply_to: order });
  expect((await call("POST", "redeliver", { id: talk, times: 2 })).json).toEqual({ delivered: 0 });
  expect((await call("POST", "redeliver", { id: reply })).json).toEqual({ delivered: 0 });
  await call("PUT", "settings", { family: "aaa" });
  expect((await call("POST", "redeliver", { id: reply })).json).toEqual({ delivered: 1 });
  const event = await eventsOf(received.at(-1)!);
  expect(event.map(postOf)[0]).toMatchObject({
    form: "reply",
    text: "@alice @piaf @bob how generous",
    writtenFrom: 18,
  });
});

test("a delivery that fails comes again", async () => {
  let refusals = 1;
  const { post, received } = await start({ answer: () => ({ status: refusals-- > 0 ? 500 : 200 }) });
  const id = await post({ as: "alice", text: "@piaf pay 5 € @bob" });
  expect(postOf(await only(received, 1)).id).toBe(id);
  expect(received[1]!.body).toEqual(received[0]!.body);
});

test("the webhook registers when it proves that it holds the consumer secret, and only then", async () => {
  const answer = async ({ url }: Received) => {
    const proof = await inbound.answerChallenge(Object.fromEntries(url.searchParams));
    return proof.ok ? { status: 200, body: JSON.stringify(proof.value) } : { status: 400 };
  };
  const { x } = await start({ answer });
  await expect(x.register()).resolves.toBeUndefined();
  await stop();
  const other = await start({ answer: () => ({ status: 200, body: '{"response_token":"sha256=wrong"}' }) });
  await expect(other.x.register()).rejects.toThrow("does not answer the challenge");
});
