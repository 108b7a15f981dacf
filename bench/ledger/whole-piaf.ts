import { randomUUID } from "node:crypto";
import type { Context, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { inboundChannels } from "../../adapters/channels/registry.ts";
import { createDynamoCloseReader } from "../../adapters/dynamodb/dynamo-close-reader.ts";
import { createDynamoConnectionStore } from "../../adapters/dynamodb/dynamo-connection-store.ts";
import { createDynamoBlockReader } from "../../adapters/dynamodb/dynamo-block-store.ts";
import { createDynamoDeletionLog } from "../../adapters/dynamodb/dynamo-deletion-log.ts";
import { createDynamoDeliveryRecord } from "../../adapters/dynamodb/dynamo-delivery-record.ts";
import { createDynamoEnrolmentProofs } from "../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import {
  createDynamoAccountOwners,
  createDynamoHolderDirectory,
} from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoContactStore } from "../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoOwnHistory } from "../../adapters/dynamodb/dynamo-own-history.ts";
import { createDynamoPreferenceStore } from "../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoIdempotencyStore } from "../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { createDynamoIntentReader, createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader, readStanding } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoPushSubscriptions } from "../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { createDynamoReplyLog } from "../../adapters/dynamodb/dynamo-reply-log.ts";
import { createDynamoTransferReader } from "../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { channelEventReceived } from "../../contracts/messages/channel-event.ts";
import { ledgerOrder } from "../../contracts/messages/ledger-order.ts";
import { notice } from "../../contracts/messages/notice.ts";
import { dayMs } from "../../core/clock.ts";
import { createLog } from "../../functions/_shared/log.ts";
import { httpHandler } from "../../functions/_shared/http.ts";
import { queueHandler } from "../../functions/_shared/queue.ts";
import { streamHandler } from "../../functions/_shared/stream.ts";
import type { ApiDeps } from "../../functions/api/api-deps.ts";
import { apiRoutes } from "../../functions/api/routes.ts";
import { processOrder } from "../../functions/ledger/ledger-processor.ts";
import { handleNotice } from "../../functions/notifier/handle-notice.ts";
import type { PhoneDeps } from "../../functions/notifier/phone-deps.ts";
import { handleChannelEvent, type ParserDeps } from "../../functions/parser/handle-channel-event.ts";
import { createDeliveryNote } from "../../functions/parser/note-delivery.ts";
import { relayRecords } from "../../functions/relay/relay-records.ts";
import { type WebhookRequest, receiveDelivery } from "../../functions/webhook/receive-delivery.ts";
import { bot } from "../../local/seed/people.ts";
import { callRoute, type Call } from "../../test/support/http-events.ts";
import { readXSecret } from "../../test/support/simulated-x.ts";
import type { BenchCloud } from "./cloud.ts";
import { createLedgerInstance, stage } from "./ledger-instance.ts";
import type { WorkMeter } from "./work-meter.ts";

/** The functions of Piaf as their deps.ts and handler.ts build them, between the tables, streams and queues of the simulation. */
export const startFunctions = (cloud: BenchCloud, meter: WorkMeter) => {
  const log = createLog;
  const ledger = createLedgerInstance(cloud, {
    name: "ledger",
    log: log("ledger"),
    client: meter.using("ledger", cloud.client),
  });
  let replies = 0;
  const feed = (name: string, handler: QueueHandler) =>
    cloud.feedFromQueue(name, (event) => meter.run(name, () => handler(event, {} as Context)));
  const consumers = {
    parser: feed("parser", parserHandler(cloud, meter)),
    ledger: feed(
      "ledger",
      queueHandler({
        schema: ledgerOrder,
        process: (order, delivery) => processOrder(order, delivery, ledger),
        log: ledger.log,
      }),
    ),
    notifier: feed(
      "notifier",
      notifierHandler(cloud, meter, () => (replies += 1)),
    ),
  };
  const relay = relayHandler(cloud, meter);
  const streams = ["intents", "holders"].map((table) =>
    cloud.feedFromStream("relay", table, (event) => meter.run("relay", () => relay(event, {} as Context))),
  );
  const receive = webhookReceiver(cloud, meter);
  const api = httpHandler(apiRoutes(apiDeps(cloud, meter)), log("api"));
  return {
    ledger,
    replies: () => replies,
    /** Of messages, that queues have handed to functions. */
    batches: () => Object.values(consumers).reduce((sum, { counts }) => sum + counts.batches, 0),
    deliver: (request: WebhookRequest) => meter.run("webhook", () => receive(request)),
    call: (call: Call) => meter.run("api", () => callRoute(api as never, call)),
    stop: () => {
      for (const { stop } of [...Object.values(consumers), ...streams]) stop();
    },
  };
};

type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<undefined>;

const queueOf = ({ sqsClient, queue }: BenchCloud, meter: WorkMeter, way: { from: string; to: string }) =>
  createQueueSender({ client: meter.using(way.from, sqsClient), queueUrl: queue(way.to).name });

const webhookReceiver = (cloud: BenchCloud, meter: WorkMeter) =>
  receiveDelivery({
    channels: new Map([["x", inboundChannels.x({ readSecret: readXSecret, botUserId: bot.userId })]]),
    queue: queueOf(cloud, meter, { from: "webhook", to: "inbound" }),
    accountsQueue: queueOf(cloud, meter, { from: "webhook", to: "accounts" }),
    clock: cloud.time.clock,
    log: createLog("webhook"),
  });

const parserHandler = (cloud: BenchCloud, meter: WorkMeter): QueueHandler => {
  const client = meter.using("parser", cloud.client);
  const intents = { client, table: cloud.tableName("intents") };
  const deliveries = createDynamoDeliveryRecord(intents);
  const noteDelivery = createDeliveryNote(deliveries);
  const deps: ParserDeps = {
    intents: createDynamoIntentStore(intents),
    holders: createDynamoHolderDirectory({ client, table: cloud.tableName("holders"), mayLag: true }),
    writers: createDynamoWriterStore(intents),
    deletions: createDynamoDeletionLog(intents),
    blocks: createDynamoBlockReader({ client, table: cloud.tableName("people") }),
    deliveries,
    bot: { userId: bot.userId },
    oldestPostMs: dayMs,
    clock: cloud.time.clock,
    log: createLog("parser"),
  };
  return queueHandler({
    schema: channelEventReceived,
    process: async ({ event, receivedAt }) => {
      await handleChannelEvent(event, deps);
      await noteDelivery("x", receivedAt);
    },
    log: deps.log,
  }) as QueueHandler;
};

const relayHandler = (cloud: BenchCloud, meter: WorkMeter): StreamHandler => {
  const streams = streamArns(cloud);
  return streamHandler({
    process: (records) =>
      relayRecords(records, {
        ledgerQueue: queueOf(cloud, meter, { from: "relay", to: "ledger" }),
        noticesQueue: queueOf(cloud, meter, { from: "relay", to: "notices" }),
        ...streams,
      }),
    log: createLog("relay"),
  }) as StreamHandler;
};

const streamArns = ({ deployment }: BenchCloud) => {
  const [relay] = deployment.ofType("AWS::Lambda::Function").filter(({ label }) => label === "relay");
  const { Variables } = relay?.properties["Environment"] as { Variables: Record<string, string> };
  return {
    intentsStreamArn: Variables["INTENTS_STREAM_ARN"] ?? "",
    holdersStreamArn: Variables["HOLDERS_STREAM_ARN"] ?? "",
  };
};

/** Whom a notice is told to is looked up as ever; what sockets and push services then do is not ours. */
const phoneDeps = ({ tableName }: BenchCloud, client: BenchCloud["client"]): Omit<PhoneDeps, "clock" | "log"> => {
  const people = { client, table: tableName("people") };
  return {
    owners: createDynamoAccountOwners({ client, table: tableName("holders"), mayLag: true }),
    connections: createDynamoConnectionStore({ client, table: tableName("connections") }),
    sockets: { send: async () => "sent" },
    intents: createDynamoIntentReader({ client, table: tableName("intents") }),
    preferences: createDynamoPreferenceStore(people),
    subscriptions: createDynamoPushSubscriptions(people),
    pusher: { send: async () => "sent" },
    publishPushKey: async () => undefined,
  };
};

/** X answers each reply; how long that takes is not ours. */
const notifierHandler = (cloud: BenchCloud, meter: WorkMeter, onReply: () => void): QueueHandler => {
  const client = meter.using("notifier", cloud.client);
  const reply = async () => {
    onReply();
    return { status: "replied" as const, postId: "1900000000000000001" };
  };
  const deps = {
    channels: new Map([["x", { budget: { limit: 1_000_000, windowMs: dayMs }, reply }]]),
    replies: createDynamoReplyLog({ client, table: cloud.tableName("replies"), newClaim: randomUUID }),
    writers: createDynamoWriterStore({ client, table: cloud.tableName("intents") }),
    clock: cloud.time.clock,
    log: createLog("notifier"),
  };
  return queueHandler({
    schema: notice,
    process: (message, { attempt }) =>
      handleNotice({ notice: message, attempt }, { ...deps, ...phoneDeps(cloud, client) }),
    log: deps.log,
  }) as QueueHandler;
};

const apiDeps = ({ tableName, time, random, ...cloud }: BenchCloud, meter: WorkMeter): ApiDeps => {
  const client = meter.using("api", cloud.client);
  const holders = { client, table: tableName("holders") };
  const reading = {
    client,
    tables: { wallets: tableName("wallets"), transfers: tableName("transfers"), journal: tableName("journal") },
    pace: { sleep: time.sleep, random: random.fork("api").next },
  };
  return {
    intents: createDynamoIntentStore({ client, table: tableName("intents") }),
    holders: createDynamoHolderDirectory(holders),
    ledger: createDynamoLedgerReader(reading),
    standing: (wallet) => readStanding(reading, wallet),
    transfers: createDynamoTransferReader({ client, table: tableName("transfers") }),
    evidence: createDynamoEvidenceStore({ client, table: tableName("evidence") }),
    enrolments: createDynamoEnrolmentProofs(holders),
    closes: createDynamoCloseReader({ client, table: tableName("closes") }),
    published: undefined as never,
    push: { subscriptions: undefined as never, hosts: [], publicKey: async () => undefined },
    idempotency: createDynamoIdempotencyStore({ client, table: tableName("people") }),
    contacts: createDynamoContactStore({ client, table: tableName("people") }),
    // None of these is called by a payment.
    ...{ blocks: undefined as never, changeRequests: undefined as never, walletBooks: undefined as never },
    ...{ controls: undefined as never, limitRules: undefined as never, payouts: undefined as never },
    ownHistory: createDynamoOwnHistory({ client, table: tableName("people") }),
    ...{ cases: undefined as never, caseRules: undefined as never },
    preferences: createDynamoPreferenceStore({ client, table: tableName("people") }),
    writers: createDynamoWriterStore({ client, table: tableName("intents") }),
    stage,
    clock: time.clock,
    log: createLog("api"),
  };
};
