import { setTimeout as sleep } from "node:timers/promises";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHoldBook } from "../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import { createEvidenceVerifier } from "../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../adapters/webauthn/relying-parties.ts";
import { createLog } from "../_shared/log.ts";
import { pinSecretOf } from "../_shared/secrets.ts";
import { ledgerEnv } from "./env.ts";
import { createWalletOpener } from "./open-wallets.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

export const ledgerDeps = (): LedgerDeps => {
  const env = ledgerEnv.parse(process.env);
  const client = createDynamoClient();
  const clock = Date.now;
  const pace = { sleep, random: Math.random };
  const ledger = createDynamoLedger({
    client,
    tables: { wallets: env.WALLETS_TABLE, transfers: env.TRANSFERS_TABLE, journal: env.JOURNAL_TABLE },
    clock,
    pace,
  });
  return {
    ledger,
    openWallets: createWalletOpener(ledger),
    holds: createDynamoHoldBook({ client, table: env.TRANSFERS_TABLE, pace }),
    evidence: createDynamoEvidenceStore({ client, table: env.EVIDENCE_TABLE }),
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE }),
    verifier: createEvidenceVerifier({
      parties: relyingPartiesOf(env.APP_ORIGINS),
      pinSecret: pinSecretOf(env.PIN_SECRET_ID),
      clock,
    }),
    stage: env.STAGE,
    queueArn: env.LEDGER_QUEUE_ARN,
    fundingQueueArn: env.FUNDING_QUEUE_ARN,
    clock,
    log: createLog("ledger"),
  };
};
