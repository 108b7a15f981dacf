import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { WalletId } from "../../core/ids.ts";
import { number, text } from "./attributes.ts";
import { createExpression } from "./expression.ts";
import { type LedgerParts, LedgerUnavailableError } from "./ledger-parts.ts";
import { readItems } from "./read-items.ts";
import { attemptLimit } from "./pace.ts";
import { patiently, transact } from "./transact.ts";
import { shardItem, shardKey, shardKeys, slotOf, type StoredSlot, type StoredWallet, walletOf } from "./wallet-item.ts";

export type LedgerReading = Pick<LedgerParts, "client" | "tables" | "pace">;

export const readWallet = async (
  { client, tables, pace }: LedgerReading,
  wallet: WalletId,
): Promise<StoredWallet | undefined> => {
  const command = new GetItemCommand({ TableName: tables.wallets, Key: { id: text(wallet) }, ConsistentRead: true });
  const { Item } = await patiently(pace, () => client.send(command));
  return Item === undefined ? undefined : walletOf(Item);
};

export const readShards = async (
  reader: LedgerReading,
  { id, shards }: StoredWallet,
): Promise<readonly StoredSlot[]> => {
  const wanted = shardKeys(id, shards).map((key) => ({ table: reader.tables.wallets, id: key }));
  return [...(await readItems(reader, wanted)).values()].map(slotOf);
};

/**
 * A wallet with its shards, such that no money was between the two: shards only gain but for a draining, and none came
 * in between. All that was committed before the call is in it, whatever comes in meanwhile may be.
 */
export const readWhole = async (
  reader: LedgerReading,
  wallet: WalletId,
): Promise<{ readonly wallet: StoredWallet; readonly shards: readonly StoredSlot[] } | undefined> => {
  let before = await readWallet(reader, wallet);
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    if (before === undefined || before.shards === 0) return before && { wallet: before, shards: [] };
    const shards = await readShards(reader, before);
    const after = await readWallet(reader, wallet);
    if (after?.drained === before.drained && after.shards === before.shards) return { wallet: before, shards };
    before = after;
  }
  throw new LedgerUnavailableError("Money moved within the wallet all the time: read again.");
};

/**
 * Moves what a debit lacks from the shards into the wallet's own item: a guarded wallet pays from there alone. It is no
 * transfer: the wallet's money stays where it is. `empty` when the shards cannot help, and did not move meanwhile.
 */
export const drainShards = async (
  parts: LedgerParts,
  wallet: StoredWallet,
  due: bigint,
): Promise<"moved" | "empty" | "conflict" | "throttled"> => {
  const shards = await readShards(parts, wallet);
  const after = await readWallet(parts, wallet.id);
  if (after === undefined || after.drained !== wallet.drained || after.available !== wallet.available) return "moved";
  const taken: StoredSlot[] = [];
  let lacking = due + wallet.floor - wallet.available;
  // Somebody else of the group is short: to move nothing would only have it judged anew, for ever.
  if (lacking <= 0n) return "empty";
  for (const shard of shards.filter(({ available }) => available > 0n).sort(richestFirst)) {
    if (lacking <= 0n) break;
    taken.push(shard);
    lacking -= shard.available;
  }
  if (lacking > 0n) return "empty";
  const result = await transact(parts.client, drainItems(parts, wallet, taken));
  return result.kind === "conflict" || result.kind === "throttled" ? result.kind : "moved";
};

const richestFirst = (left: StoredSlot, right: StoredSlot): number => (left.available < right.available ? 1 : -1);

const drainItems = ({ tables }: LedgerParts, wallet: StoredWallet, taken: readonly StoredSlot[]) => {
  const into = createExpression();
  into.add(
    "available",
    taken.reduce((sum, { available }) => sum + available, 0n),
  );
  into.add("drained", 1);
  into.require("drained", "=", number(wallet.drained));
  const from = taken.map(({ item, available }) => {
    const update = createExpression();
    update.add("available", -available);
    update.require("available", ">=", number(available));
    return update.build({ table: tables.wallets, key: { id: text(item) } });
  });
  return [into.build({ table: tables.wallets, key: { id: text(wallet.id) } }), ...from];
};

/** Gives a wallet that runs hot more shards. They only become more; somebody else may have been first. */
export const growShards = async ({ client, tables }: LedgerParts, wallet: StoredWallet, shards: number) => {
  const base = createExpression();
  base.set("shards", number(shards));
  base.require("shards", "=", number(wallet.shards));
  base.require("guards", "=", number(wallet.guards));
  base.requireAbsent("room");
  const puts = Array.from({ length: shards - wallet.shards }, (_, index) => ({
    Put: {
      TableName: tables.wallets,
      Item: shardItem(shardKey(wallet.id, wallet.shards + index + 1), wallet.guards),
      ConditionExpression: "attribute_not_exists(id)",
    },
  }));
  await transact(client, [base.build({ table: tables.wallets, key: { id: text(wallet.id) } }), ...puts]);
};
