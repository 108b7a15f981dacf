import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { channelHistories, inboundChannels } from "../../../adapters/channels/registry.ts";
import { createDynamoDeliveryRecord } from "../../../adapters/dynamodb/dynamo-delivery-record.ts";
import { type ChannelEventReceived, channelEventReceived } from "../../../contracts/messages/channel-event.ts";
import { hourMs, instant, minuteMs } from "../../../core/clock.ts";
import { type MissedDeps, findMissed } from "../../../functions/clockwork/find-missed.ts";
import { bot } from "../../../local/seed/people.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { readXSecret, startSimulatedX } from "../../support/simulated-x.ts";
import { type Tables, startTables } from "../../support/tables.ts";
import { until } from "../../support/until.ts";

let tables: Tables;
let x: Awaited<ReturnType<typeof startSimulatedX>>;
let deps: MissedDeps;
let now = Date.UTC(2026, 10, 24, 12);
let isDown = false;
const { log, lines } = createKeptLog();
const queued: ChannelEventReceived[] = [];

beforeAll(async () => {
  tables = await startTables();
  const inbound = inboundChannels.x({ readSecret: readXSecret, botUserId: bot.userId });
  x = await startSimulatedX({
    clock: () => now,
    answer: async ({ method, url, headers, body }) => {
      if (isDown) return { status: 503 };
      if (method === "GET") {
        const answer = await inbound.answerChallenge(Object.fromEntries(url.searchParams));
        return { status: 200, body: JSON.stringify(answer.ok ? answer.value : {}) };
      }
      const signature = { "x-twitter-webhooks-signature": String(headers["x-twitter-webhooks-signature"]) };
      return { status: (await inbound.verifySignature({ headers: signature, body })) ? 200 : 401 };
    },
  });
  await x.x.register();
  deps = {
    histories: new Map([
      ["x", channelHistories.x({ readSecret: readXSecret, apiUrl: x.apiUrl, botUserId: bot.userId })],
    ]),
    deliveries: createDynamoDeliveryRecord({ client: tables.client, table: tables.tableName("Intents") }),
    inbound: {
      send: async (messages) => void queued.push(...messages.map(({ body }) => channelEventReceived.parse(body))),
    },
    bot: { userId: bot.userId },
    clock: () => now,
    log,
  };
});
afterAll(async () => {
  await x.stop();
  await tables.stop();
});
beforeEach(async () => {
  // A day later nothing of what an earlier test wrote is read again, and the webhook was heard a moment ago.
  now += 25 * hourMs;
  queued.length = 0;
  await deps.deliveries.heard("x", instant(now));
  await deps.deliveries.setReadUntil("x", instant(now));
  await deps.deliveries.setOutage("x", { since: instant(now), replay: { jobId: "0", askedAt: instant(now) } });
  await deps.deliveries.endOutage("x", "0");
});

const lose = (count: number) => x.call("PUT", "settings", { faults: { lost_delivery: count } });
const write = (text: string, more = {}): Promise<string> => x.post({ as: "alice", text, ...more });
const found = () => queued.map(({ event }) => (event.type === "post_written" ? event.post.id : event.type));
const replayed = () =>
  x.received
    .map(({ body }) => body.toString())
    .filter((body) => body.includes('"replay":true') || body.includes("replay_job"));
const warnings = () => lines.filter(({ level }) => level === "warn").map(({ message }) => message);

it("puts a post that was not delivered on the queue, as the webhook would have, and as found", async () => {
  await lose(1);
  const id = await write("@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬");
  await findMissed(deps);
  expect(queued).toMatchObject([
    {
      source: "timeline",
      event: {
        type: "post_written",
        post: {
          id,
          rootId: id,
          author: { handle: "alice" },
          text: "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬",
          language: "fr",
          mentions: [{ userId: bot.userId }, { handle: "bob", name: "Bob" }],
        },
      },
    },
  ]);
});

it("finds every post of the bot's mentions since the last run, oldest first, over many pages", async () => {
  await lose(250);
  const ids: string[] = [];
  for (let count = 0; count < 250; count += 1) ids.push(await write(`@piaf pay ${count + 1}€ @bob`));
  await write("good morning @bob");
  await findMissed(deps);
  expect(found()).toEqual(ids);
});

it("reads the minutes before its last run again, and what is older no more", async () => {
  const early = await write("@piaf pay 1€ @bob");
  now += 9 * minuteMs;
  await findMissed(deps);
  expect(found()).toEqual([early]);
  const late = await write("@piaf pay 2€ @bob");
  now += 5 * minuteMs;
  await findMissed(deps);
  now += 5 * minuteMs;
  await findMissed(deps);
  // Ten minutes overlap: the early one is out of sight of the third run, the late one of none.
  expect(found()).toEqual([early, early, late, late]);
});

it("sees the latest version of what was edited, under its root, and nothing of what was deleted", async () => {
  await lose(5);
  const root = await write("@piaf pay 1€ @bob");
  const edited = String((await x.call("PUT", `posts/${root}`, { text: "@piaf pay 2€ @bob" })).json["id"]);
  const gone = await write("@piaf pay 3€ @bob");
  await x.call("DELETE", `posts/${gone}`);
  await findMissed(deps);
  expect(queued).toMatchObject([{ event: { post: { id: edited, rootId: root, text: "@piaf pay 2€ @bob" } } }]);
});

it("comes back to what it could not read", async () => {
  await lose(1);
  const id = await write("@piaf pay 4€ @bob");
  for (const fault of ["rate_limited", "server_error", "no_credit"]) {
    await x.call("PUT", "settings", { faults: { [fault]: 1 } });
    await findMissed(deps);
    now += 30 * minuteMs;
  }
  expect(found()).toEqual([]);
  expect(warnings().slice(-3)).toEqual(["mentions_unread", "mentions_unread", "mentions_unread"]);
  await findMissed(deps);
  expect(found()).toEqual([id]);
});

it("asks for no replay while deliveries come", async () => {
  await write("@piaf pay 5€ @bob");
  await deps.deliveries.heard("x", instant(now));
  now += 4 * minuteMs;
  await findMissed(deps);
  expect(await deps.deliveries.outage("x")).toBeUndefined();
});

it("asks for none for what the network never delivers: a mention that a thread carries along", async () => {
  const first = await write("@piaf hello");
  await deps.deliveries.heard("x", instant(now));
  now += 5 * minuteMs;
  await x.post({ as: "bob", text: "nice", in_reply_to: first });
  now += 5 * minuteMs;
  await findMissed(deps);
  expect(await deps.deliveries.outage("x")).toBeUndefined();
});

it("after an outage has the webhook proven again, asks for a replay, and again until its end is told", async () => {
  isDown = true;
  await expect(x.x.register()).rejects.toThrow();
  now += 5 * minuteMs;
  await lose(1);
  const id = await write("@piaf pay 6€ @bob");
  now += 5 * minuteMs;
  await findMissed(deps);
  expect(found()).toEqual([id]);
  // The webhook is still down: the proof fails, and nothing is asked for in vain.
  expect(warnings().slice(-2)).toEqual(["deliveries_missed", "replay_refused"]);
  expect(await deps.deliveries.outage("x")).toEqual({ since: instant(now - 10 * minuteMs) });
  isDown = false;
  now += 5 * minuteMs;
  const before = replayed().length;
  await findMissed(deps);
  const bodies = await until("the replay", () => replayed().length === before + 2 && replayed().slice(before));
  expect(bodies[0]).toContain(id);
  const jobId = (JSON.parse(bodies[1]!) as { replay_job_status: { job_id: string } }).replay_job_status.job_id;
  const outage = await deps.deliveries.outage("x");
  expect(outage?.replay?.jobId).toBe(jobId);
  now += 14 * minuteMs;
  await findMissed(deps);
  expect(await deps.deliveries.outage("x")).toEqual(outage);
  now += minuteMs;
  await findMissed(deps);
  const again = await deps.deliveries.outage("x");
  expect(again?.replay?.jobId).not.toBe(jobId);
  await deps.deliveries.endOutage("x", again!.replay!.jobId);
  await deps.deliveries.heard("x", instant(now));
  await findMissed(deps);
  expect(await deps.deliveries.outage("x")).toBeUndefined();
});

it("understands the end of a replay on the webhook", () => {
  const inbound = inboundChannels.x({ readSecret: readXSecret, botUserId: bot.userId });
  const told = (job_state: string) =>
    inbound.readEvents(Buffer.from(JSON.stringify({ replay_job_status: { job_id: "7", webhook_id: "1", job_state } })));
  const event = { type: "replay_ended", channel: "x", jobId: "7" };
  expect(told("Complete")).toEqual({ ok: true, value: { events: [{ ...event, complete: true }], unknown: [] } });
  expect(told("Failed")).toEqual({ ok: true, value: { events: [{ ...event, complete: false }], unknown: [] } });
});
