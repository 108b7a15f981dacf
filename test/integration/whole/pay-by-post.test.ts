import { GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { type Device, enrolDevice } from "../../support/device.ts";
import { openSocket } from "../../support/live-socket.ts";
import { startPushService } from "../../support/push-service.ts";
import { until } from "../../support/until.ts";
import { type WholePiaf, startWholePiaf } from "../../support/whole-piaf.ts";

let piaf: WholePiaf;
let alice: Device;
let bob: Device;

beforeAll(async () => {
  piaf = await startWholePiaf();
  [alice, bob] = await Promise.all([enrolDevice(piaf, "alice"), enrolDevice(piaf, "bob")]);
}, 90_000);
afterAll(() => piaf.stop());

const balanceOf = async (device: Device) => (await device.me()).wallet!.available;

const proposalOf = (text: string): Promise<IntentView> =>
  until(`a proposal of "${text}"`, async () => (await alice.open()).find((intent) => intent.source.text === text));

const settled = (id: string) =>
  until("the payment to settle", async () => {
    const intent = await alice.intent(id);
    return intent.state === "settled" && intent;
  });

type SimPost = { id: string; text: string; author: { handle: string }; in_reply_to?: string };
const timeline = async () => (await piaf.call({ path: "/sim/x/posts" })).body["posts"] as unknown as SimPost[];

/** The books balance: all wallets of a currency sum up to zero, system wallets included (invariant 1). */
const sumOfWallets = async (): Promise<number> => {
  const { Items } = await piaf.dynamodb.send(
    new ScanCommand({ TableName: piaf.tableName("wallets"), ConsistentRead: true }),
  );
  return (Items ?? []).reduce((sum, item) => sum + Number(unmarshall(item)["available"]), 0);
};

describe("from the post to the money", () => {
  it("proposes, is approved by the payer's signature, settles on both sides, and answers under the post", async () => {
    const [aliceBefore, bobBefore] = [await balanceOf(alice), await balanceOf(bob)];
    const text = "@piaf #envoyer 12,99€ @bob pour le ciné";
    const postId = await piaf.post({ as: "alice", text });
    const proposal = await proposalOf(text);
    expect(proposal).toMatchObject({
      state: "pending_approval",
      total: 1299,
      currency: "EUR",
      note: "pour le ciné",
      lines: [{ payee: { handle: "bob", name: "Bob" }, amount: 1299, check: "verified" }],
      warnings: [{ code: "first_payment", line: 0 }],
      source: { post_id: postId, readers: "everybody" },
    });
    const marked = proposal.source.marks.map(({ start, end }) => text.slice(start, end));
    expect(marked).toEqual(["#envoyer", "12,99€", "@bob", "pour le ciné"]);
    expect((await alice.approve(proposal)).status).toBe(200);
    await settled(proposal.id);
    expect(await balanceOf(alice)).toBe(aliceBefore - 1299);
    expect(await balanceOf(bob)).toBe(bobBefore + 1299);
    const { data } = (await bob.call("GET", "/v1/activity")).body as unknown as { data: ActivityEntry[] };
    expect(data[0]).toMatchObject({
      direction: "credit",
      amount: 1299,
      other: { name: "Alice" },
      note: "pour le ciné",
    });
    const reply = await until("the bot's reply", async () =>
      (await timeline()).find((post) => post.author.handle === "piaf" && post.in_reply_to === postId),
    );
    // The network itself puts the mentions of the thread before a reply; what Piaf wrote is the rest.
    expect(reply.text).toMatch(/^(@\w+ )+C’est fait\s: 12,99\s€ \(réf\. \w{6}\)$/u);
    expect(await sumOfWallets()).toBe(0);
  });

  it("is asked for, approved and settled in the app alone: money never depends on a network", async () => {
    const { body: found } = await alice.call("GET", "/v1/payees/x/bob");
    expect(found).toMatchObject({ channel: "x", handle: "bob", check: "verified" });
    const { address } = await bob.me();
    const [before, posts] = [await balanceOf(bob), (await timeline()).length];
    const asked = await piaf.call({
      method: "POST",
      path: "/v1/intents",
      token: alice.token,
      body: { lines: [{ payee: address, amount: 321 }], currency: "EUR", note: "in the app" },
      headers: { "idempotency-key": "in the app" },
    });
    expect(asked).toMatchObject({ status: 200, body: { state: "pending_approval", source: { channel: "app" } } });
    const proposal = asked.body as unknown as IntentView;
    expect((await alice.approve(proposal)).status).toBe(200);
    const { timeline: steps } = await settled(proposal.id);
    expect(steps.map(({ state }) => state)).toEqual(["proposed", "approved", "settled"]);
    expect(await balanceOf(bob)).toBe(before + 321);
    const { body: contacts } = await alice.call("GET", "/v1/me/contacts");
    expect(contacts["data"]).toContainEqual(expect.objectContaining({ channel: "piaf", times: 1, largest: 321 }));
    expect(await timeline()).toHaveLength(posts);
  });

  it("keeps the terms and the evidence that moved the money, in a table of their own (invariant 6)", async () => {
    const text = "@piaf pay 1€ @bob for proof";
    await piaf.post({ as: "alice", text });
    const proposal = await proposalOf(text);
    await alice.approve(proposal);
    await settled(proposal.id);
    const key = { intent: { S: proposal.id }, version: { N: "1" } };
    const { Item } = await piaf.dynamodb.send(new GetItemCommand({ TableName: piaf.tableName("evidence"), Key: key }));
    expect(JSON.stringify(unmarshall(Item!))).toContain(alice.keyId);
  });
});

describe.each(["xaa", "aaa"])("what may be played on the network never pays twice (%s)", (family) => {
  beforeAll(async () => {
    await piaf.call({ method: "PUT", path: "/sim/x/settings", body: { family } });
  });

  it("redelivery, repost, quote, edit and deletion after the payment", async () => {
    const text = `@piaf pay 2€ @bob ${family}`;
    const postId = await piaf.post({ as: "alice", text });
    const proposal = await proposalOf(text);
    await alice.approve(proposal);
    await settled(proposal.id);
    const after = await balanceOf(alice);
    await piaf.call({ method: "POST", path: "/sim/x/redeliver", body: { id: postId, times: 3 } });
    await piaf.post({ as: "alice", text: "", repost_of: postId });
    await piaf.post({ as: "carol", text: "", repost_of: postId });
    await piaf.post({ as: "alice", text: "look at that", quote_of: postId });
    await piaf.call({ method: "PUT", path: `/sim/x/posts/${postId}`, body: { text: `${text} again 3€` } });
    await piaf.call({ method: "DELETE", path: `/sim/x/posts/${postId}` });
    // A later post has gone the whole way: what was written before it has been read by then.
    const marker = `@piaf pay 3€ @bob marker ${family}`;
    await piaf.post({ as: "alice", text: marker });
    await proposalOf(marker);
    expect(await balanceOf(alice)).toBe(after);
    expect((await alice.intent(proposal.id)).state).toBe("settled");
    expect((await alice.open()).filter((intent) => intent.source.text.includes(`@bob ${family}`))).toEqual([]);
  });

  it("an edit before approval voids what was seen, a deletion cancels it", async () => {
    const text = `@piaf pay 4€ @bob first ${family}`;
    const postId = await piaf.post({ as: "alice", text });
    const first = await proposalOf(text);
    const edited = `@piaf pay 5€ @bob second ${family}`;
    const { body } = await piaf.call({ method: "PUT", path: `/sim/x/posts/${postId}`, body: { text: edited } });
    const second = await proposalOf(edited);
    expect(second).toMatchObject({ id: first.id, version: first.version + 1, total: 500 });
    expect(second.source.edited).toBe(true);
    expect(await alice.approve(first)).toMatchObject({ status: 409, body: { code: "version_outdated" } });
    await piaf.call({ method: "DELETE", path: `/sim/x/posts/${String(body["id"])}` });
    await until("the cancellation", async () => (await alice.intent(first.id)).state === "cancelled");
    expect(await alice.approve(second)).toMatchObject({ status: 409, body: { code: "intent_cancelled" } });
  });
});

describe("too little money", () => {
  it("fails with its reason, moves nothing, says nothing to the payee, and may be tried again as a new version", async () => {
    const before = await balanceOf(alice);
    const text = "@piaf pay 60€ each to @bob and @carol for a car";
    await piaf.post({ as: "alice", text });
    const proposal = await proposalOf(text);
    await alice.approve(proposal);
    const failed = await until("the refusal", async () => {
      const intent = await alice.intent(proposal.id);
      return intent.state === "failed" && intent;
    });
    expect(failed).toMatchObject({ reason: "insufficient_funds", retryable: true });
    expect(await balanceOf(alice)).toBe(before);
    expect((await bob.call("GET", `/v1/intents/${proposal.id}`)).status).toBe(404);
    const again = await piaf.call({
      method: "POST",
      path: `/v1/intents/${proposal.id}/retry`,
      token: alice.token,
      body: { version: 1 },
      headers: { "idempotency-key": "again" },
    });
    expect(again).toMatchObject({ status: 200, body: { version: 2, state: "pending_approval" } });
    expect(await sumOfWallets()).toBe(0);
  });
});

describe("open phones", () => {
  const socketOf = async (token: string) => {
    const socket = await openSocket(piaf.port);
    const welcome = socket.next("welcome");
    socket.say({ type: "hello", token });
    await welcome;
    return socket;
  };
  const connections = async (): Promise<readonly string[]> => {
    const scan = new ScanCommand({ TableName: piaf.tableName("connections"), ConsistentRead: true });
    return ((await piaf.dynamodb.send(scan)).Items ?? []).map((item) => String(unmarshall(item)["connection"]));
  };

  it("are told whose it is, the payee once it is paid, and nobody else", async () => {
    const [ofAlice, ofBob] = await Promise.all([socketOf(alice.token), socketOf(bob.token)]);
    const forged = await openSocket(piaf.port);
    forged.say({ type: "hello", token: `${alice.token.slice(0, -8)}AAAAAAAA` });
    await until("the forged token's socket to be cut off", () => !forged.isOpen());
    await expect(openSocket(piaf.port, { origin: "https://evil.example" })).rejects.toThrow("403");
    const text = "@piaf pay 1€ to @bob for a quick word";
    const told = ofAlice.next("changed");
    await piaf.post({ as: "alice", text });
    const { intent } = (await told) as { intent: string };
    const proposal = await proposalOf(text);
    expect(intent).toBe(proposal.id);
    expect(ofBob.heard).toHaveLength(1);
    const paid = ofBob.next("changed");
    await alice.approve(proposal);
    expect(await paid).toEqual({ type: "changed", intent });
    expect(forged.heard).toEqual([]);
    for (const socket of [ofAlice, ofBob]) socket.end();
    await until("their ends to be noticed", async () => (await connections()).length === 0);
  });

  it("that went without a word are forgotten when they are next told", async () => {
    const Item = marshall({
      holder: (await alice.me()).id,
      connection: "longgone=",
      saidHelloAt: new Date().toISOString(),
      until: new Date(Date.now() + 60_000).toISOString(),
    });
    await piaf.dynamodb.send(new PutItemCommand({ TableName: piaf.tableName("connections"), Item }));
    await piaf.post({ as: "alice", text: "@piaf pay 1€ to @bob for nobody to hear" });
    await until("the connection to be forgotten", async () => !(await connections()).includes("longgone="));
  });
});

describe("closed phones", () => {
  it("are told by push, in as many words as their owner allows, until they are gone", async () => {
    const publicKey = await until("the key to be published", async () => (await alice.me()).push?.public_key);
    const service = await startPushService(() => publicKey);
    try {
      const phone = service.subscribe();
      const subscription = { ...phone.subscription, language: "nl" };
      const subscribe = (body: object) => alice.call("POST", "/v1/me/push-subscriptions", body);
      expect((await subscribe({ ...subscription, endpoint: "https://evil.example/push" })).status).toBe(400);
      const { status, body } = await subscribe(subscription);
      expect([status, (await subscribe(subscription)).body]).toEqual([200, body]);
      const pushed = async (text: string) => {
        const from = phone.received.length;
        await piaf.post({ as: "alice", text });
        const { id } = await proposalOf(text);
        const found = () => phone.received.slice(from).find(({ message }) => message.intent === id);
        return (await until(`a push of "${text}"`, found)).message;
      };
      const first = await pushed("@piaf pay 2€ to @bob for a push");
      expect(first).toEqual({ kind: "to_approve", intent: first.intent, language: "nl" });
      await alice.call("PUT", "/v1/me/preferences", { language: "de", push_details: true });
      const second = await pushed("@piaf pay 3€ to @bob for two pushes");
      expect(second).toMatchObject({ language: "de", details: { amount: 300, currency: "EUR", name: "Bob" } });
      phone.answerWith(410);
      await piaf.post({ as: "alice", text: "@piaf pay 4€ to @bob for three pushes" });
      const remove = () => alice.call("DELETE", `/v1/me/push-subscriptions/${String(body["id"])}`);
      const gone = await until("the subscription to end", async () => {
        const stored = new GetItemCommand({
          TableName: piaf.tableName("people"),
          Key: marshall({ pk: (await alice.me()).id, sk: `push#${String(body["id"])}` }),
        });
        return (await piaf.dynamodb.send(stored)).Item === undefined;
      });
      expect([gone, (await remove()).status]).toEqual([true, 404]);
      await subscribe(subscription);
      expect((await remove()).status).toBe(204);
      expect(service.refused).toEqual([]);
    } finally {
      await service.stop();
    }
  });
});
