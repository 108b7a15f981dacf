import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { LedgerReading } from "../../adapters/dynamodb/shards.ts";

/** How a function reads the ledger's tables, by the names that its environment gives. */
export const ledgerReading = (
  env: { readonly WALLETS_TABLE: string; readonly TRANSFERS_TABLE: string; readonly JOURNAL_TABLE: string },
  client: DynamoDBClient,
): LedgerReading => ({
  client,
  tables: { wallets: env.WALLETS_TABLE, transfers: env.TRANSFERS_TABLE, journal: env.JOURNAL_TABLE },
  pace: { sleep, random: Math.random },
});
