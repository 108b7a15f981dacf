import { setTimeout as sleep } from "node:timers/promises";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIdempotencyStore } from "../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createLog } from "../_shared/log.ts";
import type { ApiDeps } from "./api-deps.ts";
import { apiEnv } from "./env.ts";

export const apiDeps = (): ApiDeps => {
  const env = apiEnv.parse(process.env);
  const client = createDynamoClient();
  return {
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE }),
    ledger: createDynamoLedgerReader({
      client,
      tables: { wallets: env.WALLETS_TABLE, transfers: env.TRANSFERS_TABLE, journal: env.JOURNAL_TABLE },
      pace: { sleep, random: Math.random },
    }),
    idempotency: createDynamoIdempotencyStore({ client, table: env.PEOPLE_TABLE }),
    stage: env.STAGE,
    clock: Date.now,
    log: createLog("api"),
  };
};
