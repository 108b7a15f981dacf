import { type DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { AccountOwners, Holder, HolderDirectory } from "../../core/holder/holder.ts";
import type { HolderId } from "../../core/ids.ts";
import { type Account, holderOf, type Item, ownerKey } from "./holder-items.ts";

export type HoldersTable = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** For who only proposes or shows: what was written within the last second may be missing, and reads cost half. */
  readonly mayLag?: boolean;
};

/** `HolderDirectory` on the table that `enrol` alone writes; reads are strongly consistent, unless they may lag. */
export const createDynamoHolderDirectory = (holders: HoldersTable): HolderDirectory => ({
  byId: (id) => readHolder(holders, id),
  byLink: async (account) => {
    const owner = await readOwner(holders, account);
    return owner === undefined ? undefined : readHolder(holders, owner);
  },
});

/** `AccountOwners` on the same table, for who may read single items of it alone. */
export const createDynamoAccountOwners = (holders: HoldersTable): AccountOwners => ({
  ownerOf: (account) => readOwner(holders, account),
});

const readHolder = async (
  { client, table, mayLag = false }: HoldersTable,
  id: HolderId,
): Promise<Holder | undefined> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :holder",
        ExpressionAttributeValues: { ":holder": { S: id } },
        ConsistentRead: !mayLag,
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return holderOf(id, items);
};

const readOwner = async (
  { client, table, mayLag = false }: HoldersTable,
  account: Account,
): Promise<HolderId | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: ownerKey(account), ConsistentRead: !mayLag }),
  );
  return Item?.["holder"]?.S as HolderId | undefined;
};
