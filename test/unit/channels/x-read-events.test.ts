import { expect, test } from "vitest";
import { readEvents } from "../../../adapters/channels/x/read-events.ts";
import type { Post } from "../../../core/channel/channel-event.ts";

const bot = "1400000000000000001";
const alice = "1400000000000000101";

const read = (delivery: unknown) => {
  const reading = readEvents(Buffer.from(JSON.stringify(delivery)), bot);
  if (!reading.ok) throw new Error("The delivery is malformed.");
  return reading.value;
};

const posts = (delivery: unknown): readonly Post[] =>
  read(delivery).events.flatMap((event) => (event.type === "post_written" ? [event.post] : []));

const status = (more: Record<string, unknown> = {}) => ({
  id: 2125115191191404500,
  id_str: "2125115191191404544",
  text: "@piaf pay 5 € @bob",
  user: { id_str: alice, screen_name: "alice", name: "Alice" },
  entities: { user_mentions: [] },
  ...more,
});

const account = (entries: readonly unknown[], more: Record<string, unknown> = {}) => ({
  for_user_id: bot,
  tweet_create_events: entries,
  ...more,
});

const activity = (payload: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  data: {
    event_uuid: "-1",
    event_type: "post.mention.create",
    payload: { id: "2125115191191404544", author_id: alice, text: "@piaf pay 5 € @bob", ...payload },
    includes: { users: [{ id: alice, username: "alice", name: "Alice" }] },
    ...more,
  },
});

test("only the string ids count: a number has lost its last digits", () => {
  expect(posts(account([status()]))[0]?.id).toBe("2125115191191404544");
  expect(read(account([status({ id_str: undefined })])).unknown).toEqual(["tweet_create_events"]);
  expect(read(activity({ id: 2125115191191404544 })).unknown).toEqual(["post.mention.create"]);
});

test.each([true, "true"])("whom the bot has blocked gives no orders (%s)", (blocked) => {
  expect(read(account([status()], { user_has_blocked: blocked })).events).toEqual([]);
});

test.each([false, "false", undefined])("who is not blocked does (%s)", (blocked) => {
  expect(posts(account([status()], { user_has_blocked: blocked }))).toHaveLength(1);
});

test("a truncated status is read whole, or is cut", () => {
  const extended_tweet = { full_text: "the whole", entities: { user_mentions: [] } };
  expect(posts(account([status({ truncated: true, extended_tweet })]))[0]).toMatchObject({
    text: "the whole",
    cut: false,
  });
  expect(posts(account([status({ truncated: true })]))[0]?.cut).toBe(true);
});

test("a long post of the activity family is read from its note", () => {
  const mention = { start: 0, end: 5, username: "piaf", id: bot };
  const note_tweet = { text: "@piaf the whole", entities: { mentions: [mention] } };
  const [post] = posts(activity({ text: "@piaf the wh…", display_text_range: [0, 280], note_tweet }));
  expect(post).toMatchObject({ text: "@piaf the whole", cut: false, mentions: [{ userId: bot, start: 0, end: 5 }] });
});

test("an edit has the root of the first version, in both families", () => {
  expect(posts(activity({ edit_history_tweet_ids: ["11", "2125115191191404544"] }))[0]?.rootId).toBe("11");
  expect(posts(account([status({ edit_history: { initial_tweet_id: "11" } })]))[0]?.rootId).toBe("11");
});

test("a post that starts with a handle is no reply", () => {
  expect(posts(activity({ in_reply_to_user_id: bot }))[0]).toMatchObject({ form: "post", repliesTo: undefined });
  const spoken = status({ in_reply_to_user_id_str: bot, in_reply_to_status_id_str: null });
  expect(posts(account([spoken]))[0]).toMatchObject({ form: "post", repliesTo: undefined });
});

test("a mention without an id stays unresolved", () => {
  const [post] = posts(activity({ entities: { mentions: [{ start: 14, end: 18, username: "bob" }] } }));
  expect(post?.mentions).toEqual([{ handle: "bob", userId: undefined, name: undefined, start: 14, end: 18 }]);
});

test("an author who is not in the includes is known by the id alone", () => {
  expect(posts(activity({}, { includes: {} }))[0]?.author).toEqual({ id: alice, handle: "", name: "" });
});

test("data may be an array, and one part that is not understood does not hide the others", () => {
  const good = activity({}).data;
  const reading = read({ data: [good, { event_type: "post.mention.create", payload: {} }, 7, good] });
  expect(reading.events).toHaveLength(2);
  expect(reading.unknown).toEqual(["post.mention.create", "data"]);
  expect(read(account([status(), { text: "no id" }])).events).toHaveLength(1);
});

test("deletions and revocations of both families are told", () => {
  const deleted = { type: "post_deleted", channel: "x", postId: "11", authorId: alice };
  const revoked = { type: "access_revoked", channel: "x", userId: alice };
  const envelope = (event_type: string, payload: unknown) => ({ data: { event_type, payload } });
  expect(read(envelope("post.delete", { id: "11", author_id: alice })).events).toEqual([deleted]);
  expect(read({ for_user_id: bot, tweet_delete_events: [{ status: { id: "11", user_id: alice } }] }).events).toEqual([
    deleted,
  ]);
  expect(read(envelope("oauth.revoke", { user_id: alice })).events).toEqual([revoked]);
  expect(read({ user_event: { revoke: { source: { user_id: alice } } } }).events).toEqual([revoked]);
});

test("a new handle is told as a change alone: what it is, the network is asked", () => {
  const told = { event_type: "profile.update.handle", payload: { before: "alice", after: "bob" } };
  const changed = { type: "handle_changed", channel: "x", userId: alice };
  expect(read({ data: { ...told, filter: { user_id: alice } } }).events).toEqual([changed]);
  expect(read({ data: { ...told, filter: {} } }).events).toEqual([]);
});

test("the bot's own posts and deletions are left out", () => {
  expect(read(activity({ author_id: bot })).events).toEqual([]);
  expect(read({ for_user_id: bot, tweet_delete_events: [{ status: { id: "11", user_id: bot } }] }).events).toEqual([]);
});

test("what X is known to send and Piaf does not use is not called unknown", () => {
  expect(read({ replay_job_status: { webhook_id: "1" } })).toEqual({ events: [], unknown: [] });
  expect(read({ for_user_id: bot, favorite_events: [{}], direct_message_mark_read_events: [{}] }).unknown).toEqual([]);
  expect(read({ for_user_id: bot, tweet_pinned_events: [{}] }).unknown).toEqual(["tweet_pinned_events"]);
});
