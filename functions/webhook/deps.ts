import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { InboundChannel } from "../../adapters/channels/channel.ts";
import { type KnownChannel, inboundChannels } from "../../adapters/channels/registry.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { createLog } from "../_shared/log.ts";
import { webhookEnv } from "./env.ts";
import type { WebhookDeps } from "./receive-delivery.ts";

const secretMaxAgeS = 300;

export const webhookDeps = (): WebhookDeps => {
  const env = webhookEnv.parse(process.env);
  const channels: Readonly<Record<KnownChannel, InboundChannel>> = {
    x: inboundChannels.x({
      readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      botUserId: env.X_BOT_USER_ID,
    }),
  };
  // The network waits a few seconds and then delivers again: better to fail before it gives up.
  const sqs = new SQSClient({
    useQueueUrlAsEndpoint: false,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1_500, throwOnRequestTimeout: true },
  });
  return {
    channels: new Map(Object.entries(channels)),
    queue: createQueueSender({ client: sqs, queueUrl: env.INBOUND_QUEUE_URL }),
    accountsQueue: createQueueSender({ client: sqs, queueUrl: env.ACCOUNTS_QUEUE_URL }),
    clock: Date.now,
    log: createLog("webhook"),
  };
};
