import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { inboundChannels } from "../../adapters/channels/registry.ts";
import { createDynamoDeletionLog } from "../../adapters/dynamodb/dynamo-deletion-log.ts";
import { createDynamoDeliveryRecord } from "../../adapters/dynamodb/dynamo-delivery-record.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { fromIntentItem } from "../../adapters/dynamodb/intent-item.ts";
import type { OutgoingMessage } from "../../adapters/sqs/queue-sender.ts";
import { accountEventReceived } from "../../contracts/messages/account-event.ts";
import { channelEventReceived } from "../../contracts/messages/channel-event.ts";
import { dayMs } from "../../core/clock.ts";
import type { Holder } from "../../core/holder/holder.ts";
import { type HolderId, intentIdOf } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import { type ParserDeps, handleChannelEvent } from "../../functions/parser/handle-channel-event.ts";
import { receiveDelivery } from "../../functions/webhook/receive-delivery.ts";
import { tirelessModel } from "../../local/simulation/dynamodb/engine-model.ts";
import { type Random, createRandom } from "../../local/simulation/random.ts";
import { createSimulatedCloud } from "../../local/simulation/simulated-cloud.ts";
import { bot, people } from "../../local/seed/people.ts";
import { silentLog } from "../support/log.ts";
import { readXSecret, xSecret } from "../support/simulated-x.ts";
import { templateDeployment } from "../support/tables.ts";
import { type BaseDelivery, baseDeliveries, sign } from "./base-deliveries.ts";
import { mutate } from "./mutate.ts";

const seed = "webhook";
const deliveries = 100_000;
const noon = Date.UTC(2026, 10, 24, 12);
const [current = "", previous = ""] = xSecret.consumer_secrets;

type Delivery = { readonly body: Buffer; readonly signature: string | undefined; readonly isForged: boolean };

const header = "x-twitter-webhooks-signature";

/** As X sends it or has sent it, changed but signed, or forged. */
const draw = (bases: readonly [BaseDelivery, ...BaseDelivery[]], random: Random): Delivery => {
  const base = random.pick(bases).body;
  const body = random.chance(0.35) ? base : mutate(base, random);
  if (random.chance(0.7)) return { body, signature: sign(body, random.pick([current, previous])), isForged: false };
  const whole = sign(body, current);
  const forged = random.pick([
    undefined,
    "",
    sign(body, "guessed"),
    sign(Buffer.concat([body, Buffer.from(" ")]), current),
    whole.slice(0, -2),
    whole.replace("sha256=", "sha1="),
    whole.toUpperCase(),
    `${whole} `,
    `${whole},${whole}`,
  ]);
  return { body, signature: forged, isForged: true };
};

const holderOf = (userId: string): Holder | undefined => {
  const person = people.find((one) => one.userId === userId && one.subject !== undefined);
  return person && { id: `hol_${person.handle}` as HolderId, name: person.name, keys: [], links: [] };
};

const startParser = async () => {
  const deployment = await templateDeployment();
  const cloud = await createSimulatedCloud({ deployment, seed, model: tirelessModel, playsAlone: true });
  const client = cloud.dynamodb.client as DynamoDBClient;
  const table = { client, table: cloud.tableName("intents") };
  const deps: ParserDeps = {
    intents: createDynamoIntentStore(table),
    holders: { byId: async () => undefined, byLink: async ({ userId }) => holderOf(userId) },
    writers: createDynamoWriterStore(table),
    deletions: createDynamoDeletionLog(table),
    blocks: { modeOf: async () => undefined },
    deliveries: createDynamoDeliveryRecord(table),
    bot: { userId: bot.userId },
    oldestPostMs: dayMs,
    clock: () => noon,
    log: silentLog,
  };
  const intents = async (): Promise<readonly Intent[]> => {
    const found: Intent[] = [];
    let from: Record<string, never> | undefined;
    do {
      const page = await client.send(new ScanCommand({ TableName: table.table, ExclusiveStartKey: from }));
      found.push(...(page.Items ?? []).filter((item) => item["id"]?.S?.startsWith("pi_")).map(fromIntentItem));
      from = page.LastEvaluatedKey as typeof from;
    } while (from);
    return found;
  };
  return { deps, intents };
};

test(`${deliveries} deliveries, mutated, repeated and forged: no crash, no forged one accepted, no double intent`, async () => {
  const { deps, intents } = await startParser();
  const queued: OutgoingMessage[] = [];
  const accounts: OutgoingMessage[] = [];
  const receive = receiveDelivery({
    channels: new Map([["x", inboundChannels.x({ readSecret: readXSecret, botUserId: bot.userId })]]),
    queue: { send: async (messages) => void queued.push(...messages) },
    accountsQueue: { send: async (messages) => void accounts.push(...messages) },
    clock: () => noon,
    log: silentLog,
  });
  const bases = baseDeliveries(noon) as readonly [BaseDelivery, ...BaseDelivery[]];
  const random = createRandom(seed);
  const statuses = new Map<string, number>();
  for (let count = 0; count < deliveries; count += 1) {
    const { body, signature, isForged } = draw(bases, random);
    const answer = await receive({ method: "POST", channel: "x", query: {}, headers: { [header]: signature }, body });
    const kind = `${isForged ? "forged" : "signed"} ${answer.status}`;
    statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
    if (isForged && queued.length + accounts.length > 0)
      throw new Error(`A forged delivery was queued: ${body.toString()}`);
    for (const { body: message } of accounts.splice(0)) accountEventReceived.parse(JSON.parse(JSON.stringify(message)));
    for (const { body: message } of queued.splice(0)) {
      const read = channelEventReceived.parse(JSON.parse(JSON.stringify(message)));
      await handleChannelEvent(read.event, deps);
    }
  }
  expect([...statuses.keys()].sort()).toEqual(["forged 401", "signed 200", "signed 400"]);
  // Enough of each was tried.
  for (const times of statuses.values()) expect(times).toBeGreaterThan(deliveries / 100);
  await expectOneIntentEach(await intents(), bases);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
}, 150_000);

const expectOneIntentEach = async (intents: readonly Intent[], bases: readonly BaseDelivery[]): Promise<void> => {
  const sources = intents.map(({ source, payer }) => `${source.rootId} by ${payer.userId}`);
  expect(new Set(sources).size).toBe(sources.length);
  for (const { id, source, payer } of intents)
    expect(id).toBe(await intentIdOf({ channel: "x", rootPostId: source.rootId, payerUserId: payer.userId }));
  const orders = bases.filter(({ isOrder }) => isOrder);
  expect(orders.length).toBe(8);
  for (const { rootId, authorId } of orders) expect(sources).toContain(`${rootId} by ${authorId}`);
};
