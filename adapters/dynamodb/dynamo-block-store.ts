import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Account } from "../../core/channel/writer.ts";
import { type Block, type BlockStore, maximumBlocks } from "../../core/contact/block.ts";
import type { HolderId } from "../../core/ids.ts";

const prefix = "block#";

/** Single blocks, for who changes none. */
export const createDynamoBlockReader = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): Pick<BlockStore, "modeOf"> => ({
  modeOf: async (holder, account) => {
    const Key = marshall(keyOf(holder, account));
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
    return Item && (unmarshall(Item) as Block).mode;
  },
});

/** `BlockStore` in the people table, beside what else belongs to the holder. */
export const createDynamoBlockStore = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): BlockStore => ({
  ...createDynamoBlockReader({ client, table }),
  list: async (holder) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :holder AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: marshall({ ":holder": holder, ":prefix": prefix }),
        ConsistentRead: true,
        Limit: maximumBlocks,
      }),
    );
    return Items.map((item) => {
      const { channel, userId, mode, handle, name } = unmarshall(item) as Block;
      return { channel, userId, mode, handle, name };
    });
  },
  put: async (holder, block) => {
    const Item = marshall({ ...keyOf(holder, block), ...block }, { removeUndefinedValues: true });
    await client.send(new PutItemCommand({ TableName: table, Item }));
  },
  remove: async (holder, account) => {
    try {
      const Key = marshall(keyOf(holder, account));
      await client.send(new DeleteItemCommand({ TableName: table, Key, ConditionExpression: "attribute_exists(pk)" }));
      return "removed";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "unknown";
      throw error;
    }
  },
});

const keyOf = (holder: HolderId, { channel, userId }: Account) => ({ pk: holder, sk: `${prefix}${channel}#${userId}` });
