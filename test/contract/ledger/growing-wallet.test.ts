import { type DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { growShards } from "../../../adapters/dynamodb/shards.ts";
import { walletOf } from "../../../adapters/dynamodb/wallet-item.ts";
import type { WalletId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { engines } from "../../support/engines.ts";

it.each(engines)("a wallet that gets shards while it is frozen can be thawed again, on $name", async ({ start }) => {
  const { client, tableName, clock, pace, stop } = await start();
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  const id = "wal_growing" as WalletId;
  let hasGrown = false;
  /** The wallet grows between the reading of its settings and their change. */
  const grow = async (): Promise<void> => {
    hasGrown = true;
    const read = new GetItemCommand({ TableName: tables.wallets, Key: { id: { S: id } }, ConsistentRead: true });
    await growShards({ client, tables, clock, pace } as never, walletOf((await client.send(read)).Item!), 4);
  };
  const send = async (command: { readonly constructor: unknown }): Promise<unknown> => {
    if (command instanceof TransactWriteItemsCommand && !hasGrown) await grow();
    return client.send(command as never);
  };
  const ledger = createDynamoLedger({ client: { send } as unknown as DynamoDBClient, tables, clock, pace });
  await ledger.open([{ id, kind: "merchant", currency: EUR, owner: "hol_shop" }]);
  expect(await ledger.configure(id, { state: "frozen" })).toEqual({ status: "configured" });
  expect(await ledger.configure(id, { state: "open" })).toEqual({ status: "configured" });
  expect(hasGrown).toBe(true);
  await stop();
});
