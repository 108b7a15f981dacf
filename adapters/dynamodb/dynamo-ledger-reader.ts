import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { WalletId } from "../../core/ids.ts";
import type { Balance, Ledger } from "../../core/ledger/ledger.ts";
import { balanceOf, type LedgerTables } from "./ledger-items.ts";
import { readStatement } from "./ledger-statement.ts";

type LedgerReaderOptions = { readonly client: DynamoDBClient; readonly tables: LedgerTables };

/** The reading half of `Ledger`, for those who may not post. */
export const createDynamoLedgerReader = (options: LedgerReaderOptions): Pick<Ledger, "balance" | "statement"> => ({
  balance: (wallet) => readBalance(options, wallet),
  statement: (wallet, page) => readStatement(options, { wallet, page }),
});

const readBalance = async ({ client, tables }: LedgerReaderOptions, wallet: WalletId): Promise<Balance | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tables.wallets, Key: { id: { S: wallet } }, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : balanceOf(Item);
};
