import { type DynamoDBClient, GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { RootKey } from "../../core/proof/day-root.ts";
import type { CloseReader, PinnedKeys } from "../../core/proof/close-store.ts";
import { closeKey, closeOf, pageKeyOf } from "./close-items.ts";
import { type Item, toItem } from "./holder-items.ts";

export type ClosesTable = { readonly client: DynamoDBClient; readonly table: string };

/** `CloseReader` on the table that `clockwork` alone writes. */
export const createDynamoCloseReader = (closes: ClosesTable): CloseReader => ({
  get: async (day) => {
    const item = await readOne(closes, closeKey(day));
    return item === undefined ? undefined : closeOf(item);
  },
  page: async (day, number) => {
    const item = await readOne(closes, pageKeyOf(day, number));
    return item === undefined ? undefined : (unmarshall(item)["hashes"] as string[]);
  },
  pinnedKeys: async () => pinnedOf(await readAll(closes, "keys")),
});

const readOne = async ({ client, table }: ClosesTable, key: Item): Promise<Item | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item;
};

/** All items under a partition key. */
export const readAll = async ({ client, table }: ClosesTable, pk: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: toItem({ ":pk": pk }),
    ConsistentRead: true,
  };
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
  return items;
};

const pinnedOf = (items: readonly Item[]): PinnedKeys => {
  const held = (kind: string) =>
    items
      .map((item) => unmarshall(item))
      .filter(({ sk }) => String(sk).startsWith(`${kind}#`))
      .map(({ key }) => JSON.parse(String(key)) as unknown);
  return { rootKeys: held("root") as RootKey[], identityKeys: held("identity") as PinnedKeys["identityKeys"] };
};
