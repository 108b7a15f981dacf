import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import type { ChannelDirectory } from "../../adapters/channels/channel.ts";
import { type KnownChannel, channelDirectories } from "../../adapters/channels/registry.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoLookupCounter } from "../../adapters/dynamodb/dynamo-lookup-counter.ts";
import { createLog } from "../_shared/log.ts";
import { secretMaxAgeS } from "../_shared/secrets.ts";
import { lookupEnv } from "./env.ts";
import type { LookupDeps } from "./find-payee.ts";

export const lookupDeps = (): LookupDeps => {
  const env = lookupEnv.parse(process.env);
  const client = createDynamoClient();
  const directories: Readonly<Record<KnownChannel, ChannelDirectory>> = {
    x: channelDirectories.x({
      readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      apiUrl: env.X_API_URL,
    }),
  };
  return {
    directories: new Map(Object.entries(directories)),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE }),
    lookups: createDynamoLookupCounter({ client, table: env.PEOPLE_TABLE }),
    clock: Date.now,
    log: createLog("lookup"),
  };
};
