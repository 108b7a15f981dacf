import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { textOf } from "../../adapters/dynamodb/attributes.ts";
import { storedTransferOf } from "../../adapters/dynamodb/transfer-item.ts";
import { slotOf, walletOf } from "../../adapters/dynamodb/wallet-item.ts";
import type { WalletId } from "../../core/ids.ts";
import { scanTable } from "./scan-table.ts";

type Ground = {
  readonly client: DynamoDBClient;
  /** Names of the tables. */
  readonly wallets: string;
  readonly transfers: string;
};

/**
 * What is wrong with the books when nothing is under way, one sentence each: currencies that do not sum to zero, guarded wallets
 * below their floor, balances that are not the fold of the posted transfers (invariants 1, 2 and 3).
 */
export const faultsOfBooks = async ({ client, wallets, transfers }: Ground): Promise<readonly string[]> => {
  const stored = (await scanTable(client, transfers)).map(storedTransferOf);
  const folds = new Map<WalletId, bigint>();
  const add = (wallet: WalletId, amount: bigint): void => void folds.set(wallet, (folds.get(wallet) ?? 0n) + amount);
  for (const one of stored) {
    const kind = one.status === "posted" ? one.transfer.kind?.type : "refused";
    if (one.status !== "posted" || kind === "pending" || kind === "void_pending") continue;
    add(one.transfer.debit, -one.transfer.amount);
    add(one.transfer.credit, one.transfer.amount);
  }
  const faults: string[] = [];
  const sums = new Map<string, bigint>();
  const items = await scanTable(client, wallets);
  const shardsOf = (id: string) => items.filter((item) => textOf(item, "id").startsWith(`${id}#`)).map(slotOf);
  for (const { id, kind, currency, available, held, floor } of items
    .filter((item) => !textOf(item, "id").includes("#"))
    .map(walletOf)) {
    const total = shardsOf(id).reduce((sum, shard) => sum + shard.available, available + held);
    sums.set(currency, (sums.get(currency) ?? 0n) + total);
    if (kind !== "system" && available < floor) faults.push(`${id} has ${available}, below ${floor}.`);
    const fold = folds.get(id) ?? 0n;
    if (fold !== total) faults.push(`${id} has ${total}, its transfers add up to ${fold}.`);
  }
  for (const [currency, sum] of sums) if (sum !== 0n) faults.push(`All wallets of ${currency} sum up to ${sum}.`);
  return faults;
};
