import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { type Instant } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import type { Books, Fold, WalletPosition } from "../../core/proof/books.ts";
import { addFolds, noFold } from "../../core/proof/reconcile.ts";
import { type Item, text, textOf } from "./attributes.ts";
import { readStatement } from "./ledger-statement.ts";
import { type LedgerReading, readWhole } from "./shards.ts";
import { patiently } from "./transact.ts";
import { recordOf } from "./transfer-record-item.ts";
import { type StoredSlot, type StoredWallet, walletOf } from "./wallet-item.ts";

/** `Books` over the ledger's tables, by reading alone. */
export const createDynamoCloseBooks = (reading: LedgerReading): Books => ({
  transfers: (from) => readTransfers(reading, from),
  wallets: (cursor) => readWallets(reading, cursor),
  positionSince: (wallet, from) => readPositionSince(reading, wallet, from),
});

/**
 * A page of a segmented scan, strongly consistent: it pays for all that it passes over, whatever day that is of
 * (docs/proof.md has the sum).
 */
const readTransfers = async (
  { client, tables, pace }: LedgerReading,
  { since, until, segment, segments, cursor }: Parameters<Books["transfers"]>[0],
): ReturnType<Books["transfers"]> => {
  const command = new ScanCommand({
    TableName: tables.transfers,
    ConsistentRead: true,
    Segment: segment,
    TotalSegments: segments,
    FilterExpression: "#status = :posted AND postedAt >= :since AND postedAt < :until",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":posted": text("posted"), ":since": text(since), ":until": text(until) },
    ExclusiveStartKey: keyAt(cursor),
  });
  const { Items = [], LastEvaluatedKey } = await patiently(pace, () => client.send(command));
  return { transfers: Items.flatMap((item) => recordOf(item) ?? []), cursor: LastEvaluatedKey?.["id"]?.S };
};

const keyAt = (cursor: string | undefined): Item | undefined =>
  cursor === undefined ? undefined : { id: text(cursor) };

/** As many as one request of folds takes. */
const walletsPerPage = 100;

/** The shards of a wallet lie in the same table: they are read with their wallet. */
const readWallets = async (reading: LedgerReading, cursor: string | undefined): ReturnType<Books["wallets"]> => {
  const { client, tables, pace } = reading;
  const command = new ScanCommand({
    TableName: tables.wallets,
    ConsistentRead: true,
    Limit: walletsPerPage,
    ExclusiveStartKey: keyAt(cursor),
  });
  const { Items = [], LastEvaluatedKey } = await patiently(pace, () => client.send(command));
  const wallets = Items.filter((item) => !textOf(item, "id").includes("#")).map(walletOf);
  const items = await Promise.all(
    wallets.map(async (wallet) => {
      const whole = wallet.shards === 0 ? undefined : await readWhole(reading, wallet.id);
      return positionOf(whole ?? { wallet, shards: [] });
    }),
  );
  return { items, cursor: LastEvaluatedKey?.["id"]?.S };
};

type Whole = { readonly wallet: StoredWallet; readonly shards: readonly StoredSlot[] };

const positionOf = ({ wallet, shards }: Whole): WalletPosition => ({
  wallet: wallet.id,
  currency: wallet.currency,
  total: shards.reduce((sum, { available }) => sum + available, wallet.available + wallet.held),
  entries: shards.reduce((sum, { entries }) => sum + entries, wallet.entries),
});

/** A wallet that never stands still while its latest entries are read is given up. */
const attempts = 8;

/** Reads the wallet before and after its entries: when neither it nor they have changed, all are of one moment. */
const readPositionSince = async (
  reading: LedgerReading,
  wallet: WalletId,
  from: Instant,
): ReturnType<Books["positionSince"]> => {
  const known = new Map<string, Entry>();
  let before = await readWhole(reading, wallet);
  for (let attempt = 1; attempt <= attempts && before !== undefined; attempt += 1) {
    await readNewEntries(reading, { wallet, from, known });
    const after = await readWhole(reading, wallet);
    if (after === undefined) return undefined;
    const position = positionOf(after);
    const isStill = position.entries === positionOf(before).entries && after.wallet.drained === before.wallet.drained;
    if (isStill) return { position, since: [...known.values()].map(foldOf).reduce(addFolds, noFold) };
    before = after;
  }
  return undefined;
};

const foldOf = ({ direction, amount }: Entry): Fold => ({ sum: direction === "credit" ? amount : -amount, entries: 1 });

/** Adds the entries from `from` on, newest first, up to a page that is known already. */
const readNewEntries = async (
  reading: LedgerReading,
  { wallet, from, known }: { readonly wallet: WalletId; readonly from: Instant; readonly known: Map<string, Entry> },
): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await readStatement(reading, { wallet, page: { limit: 100, cursor } });
    const recent = page.items.filter(({ postedAt }) => postedAt >= from);
    const isKnown = recent.every(({ transfer }) => known.has(transfer));
    for (const entry of recent) known.set(entry.transfer, entry);
    if (recent.length < page.items.length || isKnown) return;
    cursor = page.cursor;
  } while (cursor !== undefined);
};
