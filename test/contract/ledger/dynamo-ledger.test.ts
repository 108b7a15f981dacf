import { setTimeout } from "node:timers/promises";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { startTables } from "../../support/tables.ts";
import { ledgerContract } from "./ledger-contract.ts";

ledgerContract("DynamoDB", async () => {
  const { client, tableName, stop } = await startTables();
  const ledger = createDynamoLedger({
    client,
    tables: { wallets: tableName("Wallets"), transfers: tableName("Transfers") },
    clock: Date.now,
    pace: { sleep: (milliseconds) => setTimeout(milliseconds), random: Math.random },
  });
  return { ledger, stop };
});
