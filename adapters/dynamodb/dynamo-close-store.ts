import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { WalletId } from "../../core/ids.ts";
import type { CloseStore, DayClose, KeptFold, PinnedKeys } from "../../core/proof/close-store.ts";
import {
  closeItem,
  closeOf,
  foldItem,
  foldKey,
  foldOf,
  pageKeyOf,
  partItem,
  partOf,
  pinnedKey,
} from "./close-items.ts";
import { type ClosesTable, createDynamoCloseReader, readAll } from "./dynamo-close-reader.ts";
import { type Item, toItem } from "./holder-items.ts";

/** `CloseStore` on a table of its own. */
export const createDynamoCloseStore = (closes: ClosesTable): CloseStore => {
  const put = async (item: Item): Promise<void> => {
    await closes.client.send(new PutItemCommand({ TableName: closes.table, Item: item }));
  };
  return {
    ...createDynamoCloseReader(closes),
    last: () => readLast(closes),
    keep: (close) => putNew(closes, closeItem(close)),
    keepPages: async (day, pages) => {
      for (const [number, { hashes }] of pages.entries()) {
        await put({ ...pageKeyOf(day, number), ...toItem({ hashes: [...hashes] }) });
      }
    },
    parts: async (run) => (await readAll(closes, `part#${run}`)).map(partOf),
    keepPart: (run, part) => putNew(closes, partItem(run, part)),
    dropParts: async (run) => {
      for (const { pk, sk } of await readAll(closes, `part#${run}`)) {
        await closes.client.send(new DeleteItemCommand({ TableName: closes.table, Key: { pk, sk } as Item }));
      }
    },
    folds: (wallets) => readFolds(closes, wallets),
    keepFold: async (wallet, fold) => {
      await putIf(closes, {
        Item: foldItem(wallet, fold),
        ConditionExpression: "attribute_not_exists(pk) OR through <= :through",
        ExpressionAttributeValues: toItem({ ":through": fold.through }),
      });
    },
    pin: async ({ rootKeys, identityKeys }: PinnedKeys) => {
      for (const key of rootKeys)
        await put({ ...pinnedKey("root", key.key_id), ...toItem({ key: JSON.stringify(key) }) });
      for (const key of identityKeys)
        await put({ ...pinnedKey("identity", key.kid), ...toItem({ key: JSON.stringify(key) }) });
    },
  };
};

const readLast = async ({ client, table }: ClosesTable): Promise<DayClose | undefined> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: toItem({ ":pk": "close" }),
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  const [item] = Items;
  return item === undefined ? undefined : closeOf(item);
};

/** Whether the item was written: it is not where the condition says so. */
const putIf = async (
  { client, table }: ClosesTable,
  condition: Pick<PutItemCommandInput, "Item" | "ConditionExpression" | "ExpressionAttributeValues">,
): Promise<"kept" | "taken"> => {
  try {
    await client.send(new PutItemCommand({ TableName: table, ...condition }));
    return "kept";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "taken";
    throw error;
  }
};

const putNew = (closes: ClosesTable, item: Item): Promise<"kept" | "taken"> =>
  putIf(closes, { Item: item, ConditionExpression: "attribute_not_exists(pk)" });

/** A request takes 100 keys, and may be answered in part. */
const keysPerRequest = 100;

const readFolds = async (
  { client, table }: ClosesTable,
  wallets: readonly WalletId[],
): Promise<ReadonlyMap<string, KeptFold>> => {
  const found = new Map<string, KeptFold>();
  let wanted: Item[] = wallets.map(foldKey);
  while (wanted.length > 0) {
    const request = { [table]: { Keys: wanted.slice(0, keysPerRequest), ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems: request }));
    for (const item of Responses?.[table] ?? []) {
      const { wallet, fold } = foldOf(item);
      found.set(wallet, fold);
    }
    wanted = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...wanted.slice(keysPerRequest)];
  }
  return found;
};
