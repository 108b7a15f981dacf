import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { epochMs, minuteMs } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";
import type { SpendingHistory, Spent } from "../../core/limits/judge-spending.ts";
import type { TransferCode } from "../../core/ledger/transfer-code.ts";
import { localDates } from "../../core/ledger/local-dates.ts";
import { type Item, text, textOf } from "./attributes.ts";
import { type JournalEntry, pageEntries, pageKey, type PageKind, tailEntry, tailTime } from "./journal-item.ts";
import { readItems } from "./read-items.ts";
import { type LedgerReading, readWallet } from "./shards.ts";
import { patiently } from "./transact.ts";
import type { StoredWallet } from "./wallet-item.ts";
import { transferOf } from "./transfer-item.ts";

/** A page is named by its first entry: it may hold later ones, and a tail of sixteen may have gathered for long. */
const latestMs = 10 ** 14;

/** More than anybody pays within an hour; who does is refused long before. */
const maximumPages = 8;

/** What is paid stands in the wallet's own item and in its pages: never in a shard. */
export const createDynamoSpendingHistory = (reading: LedgerReading): SpendingHistory => ({
  since: async (wallet, from) => {
    const stored = await readWallet(reading, wallet);
    if (stored === undefined) return { entries: 0, atMost: 0n, payments: async () => [] };
    const entries = await entriesOf(reading, stored, from);
    const ids = [...new Set(entries.map(({ id }) => id))];
    const table = reading.tables.transfers;
    return {
      entries: ids.length,
      atMost: spentInDayOf(stored, from),
      payments: async () => {
        const records = await readItems(
          reading,
          ids.map((id) => ({ table, id })),
        );
        return [...records.values()].flatMap((record) => spentBy(wallet, record));
      },
    };
  },
});

/** All that was spent since the day began, if `from` is in that day: no less than what was spent since `from`. */
const spentInDayOf = ({ windows, timeZone }: StoredWallet, from: number): bigint | undefined => {
  const day = windows.find(({ name }) => name === "day");
  if (day === undefined || timeZone === undefined) return undefined;
  return day.date <= localDates(timeZone, from).day ? day.limit - day.left : undefined;
};

const entriesOf = async (
  reading: LedgerReading,
  { item, tail, entries: all }: StoredWallet,
  from: number,
): Promise<readonly JournalEntry[]> => {
  const inTail = tail.filter((element) => tailTime(element) >= from).map(tailEntry);
  if (all === tail.length) return inTail;
  // An entry may come into the tail a little later than its time.
  const isTailOlder = tail.some((element) => tailTime(element) < from - minuteMs);
  const kinds: readonly PageKind[] = isTailOlder ? ["batch"] : ["batch", "tail"];
  const pages = await Promise.all(kinds.map((kind) => latestPages(reading, { item, kind, from })));
  return [...inTail, ...pages.flat().filter(({ at }) => at >= from)];
};

/** Newest first, until one begins before `from`. */
const latestPages = async (
  { client, tables, pace }: LedgerReading,
  { item, kind, from }: { readonly item: string; readonly kind: PageKind; readonly from: number },
): Promise<readonly JournalEntry[]> => {
  const first = kind === "batch" ? from : 0;
  const command = new QueryCommand({
    TableName: tables.journal,
    KeyConditionExpression: "wallet = :wallet AND #page BETWEEN :first AND :last",
    ExpressionAttributeNames: { "#page": "page" },
    ExpressionAttributeValues: {
      ":wallet": text(item),
      ":first": text(pageKey(kind, first)),
      ":last": text(pageKey(kind, latestMs)),
    },
    ScanIndexForward: false,
    Limit: maximumPages,
  });
  const { Items = [] } = await patiently(pace, () => client.send(command));
  return Items.flatMap(pageEntries);
};

/** At once, or once its payee is found. */
const paying: readonly TransferCode[] = ["payment", "escrow_in"];

const spentBy = (wallet: WalletId, record: Item): readonly Spent[] => {
  const { debit, credit, amount, ref, code } = transferOf(record);
  if (debit !== wallet || !paying.includes(code)) return [];
  return [{ wallet: credit, ref, amount, at: epochMs(textOf(record, "postedAt")) }];
};
