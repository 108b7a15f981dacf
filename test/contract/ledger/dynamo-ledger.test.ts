import { createDynamoHoldBook } from "../../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { engines } from "../../support/engines.ts";
import { ledgerContract } from "./ledger-contract.ts";

for (const engine of engines) {
  ledgerContract(`DynamoDB, on ${engine.name}`, async () => {
    const { client, tableName, clock, pace, stop } = await engine.start();
    const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
    let aheadMs = 0;
    const now = () => clock() + aheadMs;
    return {
      ledger: createDynamoLedger({ client, tables, clock: now, pace }),
      holds: createDynamoHoldBook({ client, table: tables.transfers, pace }),
      clock: now,
      wait: (milliseconds) => void (aheadMs += milliseconds),
      stop,
    };
  });
}
