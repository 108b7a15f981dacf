import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoContactStore } from "../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoErasureBook } from "../../adapters/dynamodb/dynamo-erasure-book.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoPersonalRecords } from "../../adapters/dynamodb/dynamo-personal-records.ts";
import { readWallet } from "../../adapters/dynamodb/shards.ts";
import { createCognitoSignIns } from "../../adapters/identity/cognito-sign-ins.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import { eraserEnv } from "./env.ts";
import type { EraserDeps } from "./eraser-deps.ts";

export const eraserDeps = (): EraserDeps => {
  const env = eraserEnv.parse(process.env);
  const client = createDynamoClient();
  const reading = ledgerReading(env, client);
  return {
    erasures: createDynamoErasureBook({ client, table: env.ERASURES_TABLE }),
    records: createDynamoPersonalRecords({
      client,
      tables: {
        holders: env.HOLDERS_TABLE,
        people: env.PEOPLE_TABLE,
        pins: env.PINS_TABLE,
        intents: env.INTENTS_TABLE,
      },
    }),
    signIns: createCognitoSignIns({ userPoolId: env.USER_POOL_ID, environment: process.env }),
    contacts: createDynamoContactStore({ client, table: env.PEOPLE_TABLE }),
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    ledger: createDynamoLedgerReader(reading),
    walletBooks: (wallet) => readWallet(reading, wallet),
    evidence: createDynamoEvidenceStore({ client, table: env.EVIDENCE_TABLE }),
    clock: Date.now,
    log: createLog("eraser"),
  };
};
