import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoConnectionStore } from "../../adapters/dynamodb/dynamo-connection-store.ts";
import { createDynamoPushKey } from "../../adapters/dynamodb/dynamo-push-key.ts";
import { createDynamoPushSubscriptions } from "../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import type { HolderId } from "../../core/ids.ts";
import type { ConnectionStore } from "../../core/live/connections.ts";
import type { PublishedPushKey, PushSubscriptionStore } from "../../core/push/push.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let connections: ConnectionStore;
let subscriptions: PushSubscriptionStore;
let key: PublishedPushKey;

beforeAll(async () => {
  tables = await startTables();
  const { client, tableName } = tables;
  connections = createDynamoConnectionStore({ client, table: tableName("Connections") });
  subscriptions = createDynamoPushSubscriptions({ client, table: tableName("People") });
  key = createDynamoPushKey({ client, table: tableName("Replies") });
});
afterAll(() => tables.stop());

const holder = (name: string) => `hol_${name}` as HolderId;

describe("whose sockets are open", () => {
  const connection = (id: string, of: string, fromNowMs = 0) => ({
    id,
    holder: holder(of),
    saidHelloAt: instant(noon + fromNowMs),
    until: instant(noon + fromNowMs + 15 * minuteMs),
  });
  const idsOf = async (of: string, atMs = noon) =>
    (await connections.ofHolder(holder(of), instant(atMs))).map(({ id }) => id);

  it("is known by holder, the oldest first, until the token ends", async () => {
    await connections.keep(connection("b", "alice", minuteMs));
    await connections.keep(connection("a", "alice"));
    await connections.keep(connection("c", "bob"));
    expect(await connections.ofHolder(holder("alice"), instant(noon))).toEqual([
      connection("a", "alice"),
      connection("b", "alice", minuteMs),
    ]);
    expect(await idsOf("alice", noon + 15 * minuteMs)).toEqual(["b"]);
    expect(await idsOf("bob")).toEqual(["c"]);
  });

  it("is one each, with the latest token", async () => {
    await connections.keep(connection("d", "carol"));
    await connections.keep(connection("d", "carol", minuteMs));
    expect(await connections.ofHolder(holder("carol"), instant(noon))).toEqual([connection("d", "carol", minuteMs)]);
  });

  it("is forgotten by holder, or by the socket alone, whoever said hello on it", async () => {
    await connections.keep(connection("e", "dave"));
    await connections.keep(connection("f", "dave"));
    await connections.keep(connection("e", "erin"));
    await connections.forget(connection("f", "dave"));
    expect(await idsOf("dave")).toEqual(["e"]);
    await connections.forgetSocket("e");
    await connections.forgetSocket("unknown");
    expect([await idsOf("dave"), await idsOf("erin")]).toEqual([[], []]);
  });
});

describe("who is told by push", () => {
  const subscription = (id: string, of: string, fromNowMs = 0) => ({
    id,
    holder: holder(of),
    endpoint: `https://push.example/${id}`,
    p256dh: "p",
    auth: "a",
    language: "en",
    subscribedAt: instant(noon + fromNowMs),
  });

  it("is known by holder, the oldest first, and once each", async () => {
    await subscriptions.put(subscription("2", "alice", 2));
    await subscriptions.put(subscription("1", "alice", 1));
    await subscriptions.put({ ...subscription("2", "alice", 2), language: "fr" });
    expect(await subscriptions.ofHolder(holder("alice"))).toEqual([
      subscription("1", "alice", 1),
      { ...subscription("2", "alice", 2), language: "fr" },
    ]);
    expect(await subscriptions.ofHolder(holder("bob"))).toEqual([]);
  });

  it("is the last who subscribed in a browser, and nobody before him", async () => {
    await subscriptions.put(subscription("3", "carol"));
    await subscriptions.put(subscription("3", "dave"));
    expect(await subscriptions.ofHolder(holder("carol"))).toEqual([]);
    expect(await subscriptions.ofHolder(holder("dave"))).toEqual([subscription("3", "dave")]);
  });

  it("is nobody any more after the subscription was removed, by its holder only", async () => {
    await subscriptions.put(subscription("4", "erin"));
    expect(await subscriptions.remove({ holder: holder("bob"), id: "4" })).toBe("unknown");
    expect(await subscriptions.remove({ holder: holder("erin"), id: "4" })).toBe("removed");
    expect(await subscriptions.remove({ holder: holder("erin"), id: "4" })).toBe("unknown");
    expect(await subscriptions.ofHolder(holder("erin"))).toEqual([]);
  });

  it("subscribes with the key that was published last", async () => {
    expect(await key.read()).toBeUndefined();
    await key.publish("one");
    await key.publish("two");
    expect(await key.read()).toBe("two");
  });
});
