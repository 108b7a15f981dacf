import { type Item, textOf } from "../../adapters/dynamodb/attributes.ts";
import { storedTransferOf } from "../../adapters/dynamodb/transfer-item.ts";
import { slotOf, type StoredSlot, type StoredWallet, walletOf } from "../../adapters/dynamodb/wallet-item.ts";
import type { Instant } from "../../core/clock.ts";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { Balance, Entry, Ledger } from "../../core/ledger/ledger.ts";
import type { Bank } from "./bank.ts";
import { startLife } from "./instance.ts";
import { scanTable } from "../support/scan-table.ts";

export type PostedRecord = Extract<StoredTransfer, { status: "posted" }> & { readonly postedAt: string };
type BankRecord = PostedRecord | Extract<StoredTransfer, { status: "refused" }>;

/** All that is there when everything has come to an end. */
export type BankState = {
  /** Until then every hold that was due had been given back. */
  readonly sweptAt: Instant;
  readonly records: ReadonlyMap<TransferId, BankRecord>;
  readonly wallets: ReadonlyMap<WalletId, StoredWallet>;
  readonly shards: readonly StoredSlot[];
  readonly balances: ReadonlyMap<WalletId, Balance>;
  readonly statements: ReadonlyMap<WalletId, readonly Entry[]>;
};

const recordOf = (item: Item): BankRecord => {
  const stored = storedTransferOf(item);
  return stored.status === "posted" ? { ...stored, postedAt: textOf(item, "postedAt") } : stored;
};

const wholeStatement = async (ledger: Ledger, wallet: WalletId): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.statement(wallet, { limit: 100, cursor });
    entries.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return entries;
};

export const readState = async ({ world, cast }: Bank): Promise<Omit<BankState, "sweptAt">> => {
  const { ledger } = startLife(world, world.random.fork("auditor"));
  const records = (await scanTable(world.client, world.tables.transfers)).map(
    (item) => [textOf(item, "id") as TransferId, recordOf(item)] as const,
  );
  const items = await scanTable(world.client, world.tables.wallets);
  const isShard = (item: Item): boolean => textOf(item, "id").includes("#");
  const balances = new Map<WalletId, Balance>();
  const statements = new Map<WalletId, readonly Entry[]>();
  for (const { id } of cast.all) {
    const balance = await ledger.balance(id);
    if (balance !== undefined) balances.set(id, balance);
    statements.set(id, await wholeStatement(ledger, id));
  }
  return {
    records: new Map(records),
    wallets: new Map(
      items.filter((item) => !isShard(item)).map((item) => [textOf(item, "id") as WalletId, walletOf(item)]),
    ),
    shards: items.filter(isShard).map(slotOf),
    balances,
    statements,
  };
};
