import type { TransferId, WalletId } from "../../core/ids.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { TransferGroup } from "../../core/ledger/ledger.ts";
import { targetIdOf } from "../../core/ledger/transfer-target.ts";
import type { HotWallets } from "./hot-wallets.ts";
import type { LedgerParts } from "./ledger-parts.ts";
import { readItems } from "./read-items.ts";
import { storedTransferOf } from "./transfer-item.ts";
import { shardKey, slotOf, type StoredSlot, type StoredWallet, walletOf } from "./wallet-item.ts";

/** All that groups are judged by and written over: each item strongly consistent, not all of one moment. */
export type Books = {
  readonly wallets: ReadonlyMap<WalletId, StoredWallet>;
  /** The shards that this round may credit, by their wallets. */
  readonly shards: ReadonlyMap<WalletId, { readonly shard: number; readonly slot: StoredSlot }>;
  readonly targets: ReadonlyMap<TransferId, StoredTransfer>;
};

type Groups = readonly { readonly group: TransferGroup }[];

const transfersIn = (groups: Groups) => groups.flatMap(({ group }) => group.transfers);

/** One shard for each credited wallet that is known to have some. One that is not given back is only not preferred. */
export const takeShards = (hot: HotWallets, groups: Groups): ReadonlyMap<WalletId, number> => {
  const credited = new Set(transfersIn(groups).map(({ credit }) => credit));
  return new Map([...credited].map((wallet) => [wallet, hot.take(wallet)] as const).filter(([, shard]) => shard > 0));
};

export const readBooks = async (
  parts: LedgerParts,
  groups: Groups,
  taken: ReadonlyMap<WalletId, number>,
): Promise<Books> => {
  const transfers = transfersIn(groups);
  const ids = new Set(transfers.flatMap(({ debit, credit }) => [debit, credit]));
  const targetIds = new Set(transfers.flatMap((transfer) => targetIdOf(transfer) ?? []));
  const { wallets: table, transfers: journal } = parts.tables;
  const items = await readItems(parts, [
    ...[...ids].map((id) => ({ table, id })),
    ...[...taken].map(([wallet, shard]) => ({ table, id: shardKey(wallet, shard) })),
    ...[...targetIds].map((id) => ({ table: journal, id })),
  ]);
  const found = <Id extends string, Value>(wanted: Iterable<Id>, read: (id: Id) => Value | undefined) =>
    new Map(
      [...wanted].flatMap((id) =>
        [[id, read(id)] as const].filter((entry): entry is [Id, Value] => entry[1] !== undefined),
      ),
    );
  const wallets = found(ids, (id) => {
    const item = items.get(id);
    return item && walletOf(item);
  });
  for (const { id, shards } of wallets.values()) parts.hot.learn(id, shards);
  return {
    wallets,
    shards: found(taken.keys(), (wallet) => {
      const shard = taken.get(wallet) ?? 0;
      const item = items.get(shardKey(wallet, shard));
      return item && { shard, slot: slotOf(item) };
    }),
    targets: found(targetIds, (id) => {
      const item = items.get(id);
      return item && storedTransferOf(item);
    }),
  };
};
