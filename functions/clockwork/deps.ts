import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createLog } from "../_shared/log.ts";
import { clockworkEnv } from "./env.ts";
import type { SweepDeps } from "./sweep.ts";

export const clockworkDeps = (): SweepDeps => {
  const env = clockworkEnv.parse(process.env);
  return {
    intents: createDynamoIntentStore({ client: new DynamoDBClient(), table: env.INTENTS_TABLE }),
    clock: Date.now,
    log: createLog("clockwork"),
  };
};
