import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoOwnCases } from "../../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoCloseBooks } from "../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoDossier } from "../../adapters/dynamodb/dynamo-dossier.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { readWallet } from "../../adapters/dynamodb/shards.ts";
import { limitRulesOf } from "../../contracts/limit-rules.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import { rightsEnv } from "./env.ts";
import type { RightsDeps } from "./rights-deps.ts";

export const rightsDeps = (): RightsDeps => {
  const env = rightsEnv.parse(process.env);
  const client = createDynamoClient();
  const reading = ledgerReading(env, client);
  return {
    dossier: createDynamoDossier({
      client,
      tables: {
        holders: env.HOLDERS_TABLE,
        people: env.PEOPLE_TABLE,
        controls: env.CONTROLS_TABLE,
        intents: env.INTENTS_TABLE,
        topUps: env.TOP_UPS_TABLE,
        payouts: env.PAYOUTS_TABLE,
      },
    }),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE }),
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    cases: createDynamoOwnCases({ client, table: env.INTENTS_TABLE }),
    evidence: createDynamoEvidenceStore({ client, table: env.EVIDENCE_TABLE }),
    ledger: createDynamoLedgerReader(reading),
    walletBooks: (wallet) => readWallet(reading, wallet),
    books: createDynamoCloseBooks(reading),
    timeZone: limitRulesOf(env.LIMIT_RULES).timeZone,
    stage: env.STAGE,
    clock: Date.now,
    log: createLog("rights"),
  };
};
