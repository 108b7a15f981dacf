import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DeletionLog } from "../../core/channel/deletion-log.ts";
import { dayMs } from "../../core/clock.ts";

/** A post that comes later than this is too old to make anything. */
const rememberedMs = 8 * dayMs;

/** `DeletionLog` in the intents table, under ids that no intent has: the relay leaves them out. */
export const createDynamoDeletionLog = (table: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): DeletionLog => ({
  remember: async (post, nowMs) => {
    const { authorId } = post;
    const ttl = Math.ceil((nowMs + rememberedMs) / 1_000);
    await table.client.send(
      new PutItemCommand({ TableName: table.table, Item: marshall({ id: idOf(post), authorId, ttl }) }),
    );
  },
  has: async (post) => {
    const { Item } = await table.client.send(
      new GetItemCommand({ TableName: table.table, Key: marshall({ id: idOf(post) }), ConsistentRead: true }),
    );
    return Item?.["authorId"]?.S === post.authorId;
  },
});

const idOf = ({ channel, postId }: { readonly channel: string; readonly postId: string }): string =>
  `deleted#${channel}#${postId}`;
