import { type AttributeValue, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import type { Page, PageRequest } from "../../core/page.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { type Item, type LedgerTables, textOf, transferOf } from "./ledger-items.ts";

const directions = ["debit", "credit"] as const;
type Direction = (typeof directions)[number];

/** Where the page before ended on one side: the last entry that it showed, or none yet. */
type Position = { readonly id: string; readonly postedAt: string };

/** The two sides of a wallet, each newest first, merged newest first; the cursor holds how far each side was read. */
export const readStatement = async (
  { client, tables }: { readonly client: DynamoDBClient; readonly tables: LedgerTables },
  { wallet, page }: { readonly wallet: WalletId; readonly page: PageRequest },
): Promise<Page<Entry>> => {
  const from = positionsOf(page.cursor);
  const sides = await Promise.all(
    directions.map(async (direction) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.transfers,
          IndexName: `by-${direction}`,
          KeyConditionExpression: "#side = :wallet",
          ExpressionAttributeNames: { "#side": direction },
          ExpressionAttributeValues: { ":wallet": { S: wallet } },
          ScanIndexForward: false,
          // One more than is shown tells whether there is a page after this one.
          Limit: page.limit + 1,
          ExclusiveStartKey: startKey({ direction, wallet, position: from[direction] }),
        }),
      );
      return Items.map((item) => entryOf(item, direction));
    }),
  );
  const merged = sides.flat().sort(newestFirst);
  const items = merged.slice(0, page.limit);
  return { items, cursor: merged.length > page.limit ? cursorAfter(items, from) : undefined };
};

/** Of the same instant each side keeps the index's own order (the sort is stable): the cursor goes on from there. */
const newestFirst = (left: Entry, right: Entry): number => {
  if (left.postedAt === right.postedAt) return 0;
  return left.postedAt < right.postedAt ? 1 : -1;
};

const entryOf = (item: Item, direction: Direction): Entry => {
  const { id, debit, credit, amount, currency, code, ref } = transferOf(item);
  const other = direction === "debit" ? credit : debit;
  return { transfer: id, direction, other, amount, currency, code, ref, postedAt: textOf(item, "postedAt") };
};

const startKey = (side: {
  readonly direction: Direction;
  readonly wallet: WalletId;
  readonly position: Position | undefined;
}): Record<string, AttributeValue> | undefined =>
  side.position && {
    id: { S: side.position.id },
    [side.direction]: { S: side.wallet },
    postedAt: { S: side.position.postedAt },
  };

const cursorNames = ["debitId", "debitAt", "creditId", "creditAt"] as const;

const positionsOf = (cursor: string | undefined): Readonly<Record<Direction, Position | undefined>> => {
  const held = cursor === undefined ? undefined : fromCursor(cursor, cursorNames);
  const position = (direction: Direction): Position | undefined => {
    const id = held?.[`${direction}Id`] ?? "";
    return id === "" ? undefined : { id, postedAt: held?.[`${direction}At`] ?? "" };
  };
  return { debit: position("debit"), credit: position("credit") };
};

const cursorAfter = (shown: readonly Entry[], from: Readonly<Record<Direction, Position | undefined>>): string => {
  const last = (direction: Direction): Position | undefined => {
    const entry = shown.findLast((candidate) => candidate.direction === direction);
    return entry === undefined ? from[direction] : { id: entry.transfer as TransferId, postedAt: entry.postedAt };
  };
  const [debit, credit] = [last("debit"), last("credit")];
  const held = {
    debitId: debit?.id ?? "",
    debitAt: debit?.postedAt ?? "",
    creditId: credit?.id ?? "",
    creditAt: credit?.postedAt ?? "",
  };
  return toCursor(held, cursorNames);
};
