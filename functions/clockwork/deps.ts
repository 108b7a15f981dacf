import { KMSClient } from "@aws-sdk/client-kms";
import { setTimeout as sleep } from "node:timers/promises";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoCloseBooks } from "../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoCloseStore } from "../../adapters/dynamodb/dynamo-close-store.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { fetchPublishedKeys } from "../../adapters/identity/published-keys.ts";
import { createKmsRootSigner } from "../../adapters/kms/kms-root-signer.ts";
import { createLog } from "../_shared/log.ts";
import type { CloseDeps } from "./close-deps.ts";
import { clockworkEnv } from "./env.ts";
import { measureFindings } from "./measure.ts";
import type { SweepDeps } from "./sweep.ts";

export const clockworkDeps = (): SweepDeps & CloseDeps => {
  const env = clockworkEnv.parse(process.env);
  const client = createDynamoClient();
  return {
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    books: createDynamoCloseBooks({
      client,
      tables: { wallets: env.WALLETS_TABLE, transfers: env.TRANSFERS_TABLE, journal: env.JOURNAL_TABLE },
      pace: { sleep, random: Math.random },
    }),
    closes: createDynamoCloseStore({ client, table: env.CLOSES_TABLE }),
    signer: createKmsRootSigner({ client: new KMSClient(), keyId: env.ROOT_KEY_ARN }),
    identityKeys: () => fetchPublishedKeys(env.IDENTITY_JWKS_URL),
    measure: measureFindings,
    stage: env.STAGE,
    clock: Date.now,
    log: createLog("clockwork"),
  };
};
