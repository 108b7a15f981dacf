import { randomUUID } from "node:crypto";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import type { OutboundChannel } from "../../adapters/channels/channel.ts";
import { type KnownChannel, outboundChannels } from "../../adapters/channels/registry.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoReplyLog } from "../../adapters/dynamodb/dynamo-reply-log.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { createLog } from "../_shared/log.ts";
import type { NotifierDeps } from "./answer-notice.ts";
import { notifierEnv } from "./env.ts";

const secretMaxAgeS = 300;

export const notifierDeps = (): NotifierDeps => {
  const env = notifierEnv.parse(process.env);
  const channels: Readonly<Record<KnownChannel, OutboundChannel>> = {
    x: outboundChannels.x({
      readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      apiUrl: env.X_API_URL,
    }),
  };
  const client = createDynamoClient();
  return {
    channels: new Map(Object.entries(channels)),
    replies: createDynamoReplyLog({ client, table: env.REPLIES_TABLE, newClaim: randomUUID }),
    writers: createDynamoWriterStore({ client, table: env.INTENTS_TABLE }),
    clock: Date.now,
    log: createLog("notifier"),
  };
};
