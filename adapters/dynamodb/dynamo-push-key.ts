import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { PublishedPushKey } from "../../core/push/push.ts";

const id = { id: { S: "push-key" } };

/** `PublishedPushKey` in the table that `notifier` alone writes: `api` can name the key, and neither read nor change it. */
export const createDynamoPushKey = (replies: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): PublishedPushKey => ({
  publish: async (publicKey) => {
    const Item = { ...id, publicKey: { S: publicKey } };
    await replies.client.send(new PutItemCommand({ TableName: replies.table, Item }));
  },
  read: async () => {
    const { Item } = await replies.client.send(new GetItemCommand({ TableName: replies.table, Key: id }));
    return Item?.["publicKey"]?.S;
  },
});
