import { randomUUID } from "node:crypto";
import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import type { OutboundChannel } from "../../adapters/channels/channel.ts";
import { type KnownChannel, outboundChannels } from "../../adapters/channels/registry.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoConnectionStore } from "../../adapters/dynamodb/dynamo-connection-store.ts";
import { createDynamoAccountOwners } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentReader } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoPreferenceStore } from "../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushKey } from "../../adapters/dynamodb/dynamo-push-key.ts";
import { createDynamoPushSubscriptions } from "../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { createDynamoReplyLog } from "../../adapters/dynamodb/dynamo-reply-log.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { vapidKeyFrom } from "../../adapters/push/vapid-key.ts";
import { createWebPusher } from "../../adapters/push/web-pusher.ts";
import { createApiGatewaySockets } from "../../adapters/sockets/api-gateway-sockets.ts";
import { createLog } from "../_shared/log.ts";
import type { NotifierDeps } from "./answer-notice.ts";
import { notifierEnv } from "./env.ts";
import type { PhoneDeps } from "./phone-deps.ts";

const secretMaxAgeS = 300;

type Env = z.infer<typeof notifierEnv>;

/** A text, of which the key is made. */
const readPushKey = async (env: Env) => {
  const secret = await getSecret(env.PUSH_SECRET_ID, { maxAge: secretMaxAgeS });
  if (typeof secret !== "string") throw new Error("The secret of push messages is no text.");
  return vapidKeyFrom(secret);
};

const phoneDeps = (env: Env, client: DynamoDBClient): Omit<PhoneDeps, "clock" | "log"> => {
  const people = { client, table: env.PEOPLE_TABLE };
  const published = createDynamoPushKey({ client, table: env.REPLIES_TABLE });
  let lastPublished: string | undefined;
  return {
    owners: createDynamoAccountOwners({ client, table: env.HOLDERS_TABLE, mayLag: true }),
    connections: createDynamoConnectionStore({ client, table: env.CONNECTIONS_TABLE }),
    sockets: createApiGatewaySockets(new ApiGatewayManagementApiClient({ endpoint: env.SOCKETS_URL })),
    intents: createDynamoIntentReader({ client, table: env.INTENTS_TABLE }),
    preferences: createDynamoPreferenceStore(people),
    subscriptions: createDynamoPushSubscriptions(people),
    pusher: createWebPusher({
      readKey: () => readPushKey(env),
      subject: env.APP_ORIGINS.split(",")[0] ?? "",
      hosts: env.PUSH_HOSTS.split(","),
      clock: Date.now,
    }),
    publishPushKey: async () => {
      const { publicKey } = await readPushKey(env);
      if (publicKey !== lastPublished) await published.publish(publicKey);
      lastPublished = publicKey;
    },
  };
};

export const notifierDeps = (): NotifierDeps & PhoneDeps => {
  const env = notifierEnv.parse(process.env);
  const channels: Readonly<Record<KnownChannel, OutboundChannel>> = {
    x: outboundChannels.x({
      readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      apiUrl: env.X_API_URL,
    }),
  };
  const client = createDynamoClient();
  return {
    ...phoneDeps(env, client),
    channels: new Map(Object.entries(channels)),
    replies: createDynamoReplyLog({ client, table: env.REPLIES_TABLE, newClaim: randomUUID }),
    writers: createDynamoWriterStore({ client, table: env.INTENTS_TABLE }),
    clock: Date.now,
    log: createLog("notifier"),
  };
};
