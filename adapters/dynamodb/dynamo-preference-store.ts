import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { HolderId } from "../../core/ids.ts";
import type { Preferences, PreferenceStore } from "../../core/preferences/preferences.ts";

/** `PreferenceStore` in the people table, beside what else belongs to the holder. */
export const createDynamoPreferenceStore = (table: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): PreferenceStore => ({
  get: async (holder) => {
    const { Item } = await table.client.send(
      new GetItemCommand({ TableName: table.table, Key: marshall(keyOf(holder)), ConsistentRead: true }),
    );
    const { pk: _p, sk: _s, ...preferences } = Item ? unmarshall(Item) : {};
    return preferences as Preferences;
  },
  replace: async (holder, preferences) => {
    const item = marshall({ ...keyOf(holder), ...preferences }, { removeUndefinedValues: true });
    await table.client.send(new PutItemCommand({ TableName: table.table, Item: item }));
  },
});

const keyOf = (holder: HolderId) => ({ pk: holder, sk: "preferences" });
