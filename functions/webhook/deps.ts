import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { InboundChannel } from "../../adapters/channels/channel.ts";
import { type KnownChannel, inboundChannels } from "../../adapters/channels/registry.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { createLog } from "../_shared/log.ts";
import { webhookEnv } from "./env.ts";
import type { WebhookParts } from "./receive-delivery.ts";

const env = webhookEnv.parse(process.env);

const secretMaxAgeS = 300;

const channels: Readonly<Record<KnownChannel, InboundChannel>> = {
  x: inboundChannels.x({
    readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
    botUserId: env.X_BOT_USER_ID,
  }),
};

// X gives up after 10 s and delivers again: better to fail before it does.
const sqs = new SQSClient({
  useQueueUrlAsEndpoint: false,
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
});

export const parts: WebhookParts = {
  channels: new Map(Object.entries(channels)),
  queue: createQueueSender({ client: sqs, queueUrl: env.INBOUND_QUEUE_URL }),
  clock: Date.now,
  log: createLog("webhook"),
};
