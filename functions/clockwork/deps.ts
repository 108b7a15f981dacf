import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createLog } from "../_shared/log.ts";
import { clockworkEnv } from "./env.ts";
import type { SweepDeps } from "./sweep.ts";

export const clockworkDeps = (): SweepDeps => {
  const env = clockworkEnv.parse(process.env);
  return {
    intents: createDynamoIntentStore({ client: createDynamoClient(), table: env.INTENTS_TABLE }),
    clock: Date.now,
    log: createLog("clockwork"),
  };
};
