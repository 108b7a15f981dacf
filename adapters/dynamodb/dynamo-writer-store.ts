import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Writer, type WriterStore, hasStopped } from "../../core/channel/writer.ts";
import { dayMs, epochMs } from "../../core/clock.ts";
import { fromWriterItem, writerItemId } from "./writer-item.ts";

/** Longer than any trace counts. Who said "stop" is remembered until he says "start". */
const rememberedMs = 2 * dayMs;

/** `WriterStore` in the intents table, under ids that no intent has. The relay hears of a wish alone. */
export const createDynamoWriterStore = (table: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): WriterStore => ({
  get: async (account) => {
    const { Item } = await table.client.send(
      new GetItemCommand({
        TableName: table.table,
        Key: marshall({ id: writerItemId(account) }),
        ConsistentRead: true,
      }),
    );
    if (!Item) return { revision: 0, proposed: [], asked: [] };
    return fromWriterItem(unmarshall(Item));
  },
  replace: async (account, { current, next }) => {
    const item = { ...next, id: writerItemId(account), revision: current.revision + 1, ttl: ttlOf(next) };
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: marshall(item, { removeUndefinedValues: true }),
          ConditionExpression: current.revision === 0 ? "attribute_not_exists(id)" : "revision = :read",
          ...(current.revision === 0 ? {} : { ExpressionAttributeValues: marshall({ ":read": current.revision }) }),
        }),
      );
      return "replaced";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "conflict";
      throw error;
    }
  },
});

const ttlOf = (writer: Writer): number | undefined => {
  if (hasStopped(writer)) return undefined;
  const { wish, proposed, asked } = writer;
  const last = Math.max(0, ...[...proposed, ...asked, ...(wish ? [wish] : [])].map(({ at }) => epochMs(at)));
  return Math.ceil((last + rememberedMs) / 1_000);
};
