import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import { inboundChannels } from "../../../adapters/channels/registry.ts";
import type { OutgoingMessage } from "../../../adapters/sqs/queue-sender.ts";
import { accountEventReceived } from "../../../contracts/messages/account-event.ts";
import { channelEventReceived } from "../../../contracts/messages/channel-event.ts";
import { toRequest, toResult } from "../../../functions/webhook/http-request.ts";
import { type WebhookDeps, maximumBodyBytes, receiveDelivery } from "../../../functions/webhook/receive-delivery.ts";
import { bot } from "../../../local/seed/people.ts";
import { fixtures } from "../../contract/channels/x-fixtures.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { readXSecret } from "../../support/simulated-x.ts";

const now = Date.UTC(2026, 10, 24, 12);
const [order = Buffer.of()] = Object.values(fixtures.families);

const open = (more: Partial<WebhookDeps> = {}) => {
  const queued: OutgoingMessage[] = [];
  const accounts: OutgoingMessage[] = [];
  const { log, lines } = createKeptLog();
  const receive = receiveDelivery({
    channels: new Map([["x", inboundChannels.x({ readSecret: readXSecret, botUserId: bot.userId })]]),
    queue: {
      send: async (messages) => {
        queued.push(...messages);
      },
    },
    accountsQueue: {
      send: async (messages) => {
        accounts.push(...messages);
      },
    },
    clock: () => now,
    log,
    ...more,
  });
  return { queued, accounts, lines, receive };
};

const delivery = (body: Uint8Array, more: Partial<Parameters<ReturnType<typeof receiveDelivery>>[0]> = {}) => ({
  method: "POST",
  channel: "x",
  query: {},
  headers: fixtures.sign(body, "current"),
  body,
  ...more,
});

test("a signed delivery is queued by its author, and answered with 200", async () => {
  const { receive, queued, lines } = open();
  expect(await receive(delivery(order))).toEqual({ status: 200 });
  expect(queued).toEqual([
    {
      body: {
        type: "channel_event.received.v1",
        event: fixtures.post,
        receivedAt: "2026-11-24T12:00:00.000Z",
        source: "webhook",
      },
      group: "1400000000000000101",
    },
  ]);
  expect(channelEventReceived.safeParse(JSON.parse(JSON.stringify(queued[0]?.body))).success).toBe(true);
  expect(lines).toEqual([{ level: "info", message: "webhook_received", facts: { channel: "x", events: 1 } }]);
});

test("what is told of an account goes to enrol, and to nobody who reads posts", async () => {
  const { receive, queued, accounts } = open();
  const revoked = { event_type: "oauth.revoke", payload: { user_id: "101", date_time: "2026-11-24T11:59:00+00:00" } };
  const renamed = { event_type: "profile.update.handle", filter: { user_id: "102" }, payload: { after: "bob" } };
  expect(await receive(delivery(Buffer.from(JSON.stringify({ data: [revoked, renamed] }))))).toEqual({ status: 200 });
  expect(queued).toEqual([]);
  expect(accounts.map(({ body }) => accountEventReceived.parse(body).event)).toEqual([
    { type: "access_revoked", channel: "x", userId: "101", at: "2026-11-24T11:59:00.000Z" },
    { type: "handle_changed", channel: "x", userId: "102" },
  ]);
});

const large = Buffer.alloc(maximumBodyBytes + 1, 32);
const truncated = Buffer.from(order).subarray(0, -2);
const html = Buffer.from("<html></html>");

test.each([
  ["forged", 401, delivery(order, { headers: fixtures.sign(order, "stranger") })],
  ["unsigned", 401, delivery(order, { headers: {} })],
  ["oversized", 413, delivery(large)],
  ["truncated", 400, delivery(truncated)],
  ["no JSON", 400, delivery(html)],
  ["for an unknown channel", 404, delivery(order, { channel: "y" })],
  ["for a channel called like a built-in", 404, delivery(order, { channel: "constructor" })],
  ["a challenge that is a body", 400, delivery(Buffer.of(), { method: "GET", query: { crc_token: "{}" } })],
])("a delivery that is %s is refused with %i: nothing queued, one log line", async (_what, status, request) => {
  const { receive, queued, lines } = open();
  const answer = await receive(request);
  expect(answer).toMatchObject({
    status,
    body: { status, type: expect.stringMatching(/^urn:piaf:problem:/) as string },
  });
  expect(queued).toEqual([]);
  expect(lines).toEqual([expect.objectContaining({ level: "warn", message: "webhook_refused" })]);
  expect(lines[0]?.facts["status"]).toBe(status);
});

test("exactly 512 KiB are taken", async () => {
  const body = Buffer.from(`{"replay_job_status":"${"a".repeat(maximumBodyBytes)}`);
  const whole = Buffer.concat([body.subarray(0, maximumBodyBytes - 2), Buffer.from('"}')]);
  expect(await open().receive(delivery(whole))).toEqual({ status: 200 });
});

test("what is signed but unknown is answered with 200 and named in the log", async () => {
  const { receive, queued, lines } = open();
  expect(await receive(delivery(Buffer.from('{"data":{"event_type":"post.pinned","payload":{}}}')))).toEqual({
    status: 200,
  });
  expect(queued).toEqual([]);
  expect(lines).toEqual([
    { level: "warn", message: "webhook_unknown_event", facts: { channel: "x", kind: "post.pinned" } },
  ]);
});

test("a challenge is answered with the proof", async () => {
  const { token, queryOf, proofIn, signatureIn } = fixtures.challenge;
  const answer = await open().receive(delivery(Buffer.of(), { method: "GET", query: queryOf(token) }));
  expect(answer.status).toBe(200);
  expect(proofIn(answer.body)).toBe(signatureIn(fixtures.sign(Buffer.from(token), "current")));
});

test("a queue that does not take everything makes the delivery fail, so that the network repeats it", async () => {
  const { receive } = open({ queue: { send: () => Promise.reject(new Error("SQS did not take 1 of 1 messages.")) } });
  await expect(receive(delivery(order))).rejects.toThrow("SQS did not take");
});

const gatewayEvent = (more: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 =>
  ({
    headers: { "X-Twitter-Webhooks-Signature": fixtures.sign(order, "current")["x-twitter-webhooks-signature"] },
    pathParameters: { channel: "x" },
    requestContext: { http: { method: "POST" } },
    ...more,
  }) as APIGatewayProxyEventV2;

test.each([
  ["as text", gatewayEvent({ body: Buffer.from(order).toString("utf8"), isBase64Encoded: false })],
  ["as base64", gatewayEvent({ body: Buffer.from(order).toString("base64"), isBase64Encoded: true })],
])("the signed bytes come through the gateway %s", async (_how, event) => {
  const { receive, queued } = open();
  expect(toResult(await receive(toRequest(event)))).toMatchObject({ statusCode: 200, body: "" });
  expect(queued).toHaveLength(1);
});
