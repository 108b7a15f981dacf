import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../core/clock.ts";
import type { HotWallets } from "./hot-wallets.ts";
import type { Pace } from "./pace.ts";

/** The physical names of the ledger's tables. */
export type LedgerTables = { readonly wallets: string; readonly transfers: string; readonly journal: string };

/** All that the parts of the ledger work with. `hot` is what this instance remembers; everything else is in the tables. */
export type LedgerParts = {
  readonly client: DynamoDBClient;
  readonly tables: LedgerTables;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly hot: HotWallets;
};

/** The outcome is not known, or was not reached in time: call again with the same ids. */
export class LedgerUnavailableError extends Error {
  override readonly name = "LedgerUnavailableError";
}
