import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { HolderId } from "../../core/ids.ts";
import type { PushSubscription, PushSubscriptionStore } from "../../core/push/push.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };
type Id = Pick<PushSubscription, "holder" | "id">;

const keyOf = ({ holder, id }: Id) => marshall({ pk: holder, sk: `push#${id}` });

/** Where it stands whose a subscription is. */
export const pushOwnerKey = (id: string) => marshall({ pk: `push#${id}`, sk: "holder" });

/** `PushSubscriptionStore` in the people table; beside each subscription, under its id, whose it is. */
export const createDynamoPushSubscriptions = ({ client, table }: Table): PushSubscriptionStore => {
  const remove = async (id: Id): Promise<"removed" | "unknown"> => {
    const command = new DeleteItemCommand({ TableName: table, Key: keyOf(id), ReturnValues: "ALL_OLD" });
    return (await client.send(command)).Attributes ? "removed" : "unknown";
  };
  /** Answers whose it was. */
  const claim = async ({ holder, id }: Id): Promise<HolderId | undefined> => {
    const Item = { ...pushOwnerKey(id), ...marshall({ holder }) };
    const command = new PutItemCommand({ TableName: table, Item, ReturnValues: "ALL_OLD" });
    return (await client.send(command)).Attributes?.["holder"]?.S as HolderId | undefined;
  };
  return {
    remove,
    ofHolder: async (holder) => {
      // One page: a holder has a handful. Whoever has subscribed within the last second has the app before him.
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :holder AND begins_with(sk, :push)",
          ExpressionAttributeValues: marshall({ ":holder": holder, ":push": "push#" }),
        }),
      );
      return Items.map((item) => {
        const { pk: _pk, sk: _sk, ...subscription } = unmarshall(item);
        return { ...subscription, holder } as PushSubscription;
      }).sort((a, b) => a.subscribedAt.localeCompare(b.subscribedAt));
    },
    put: async (subscription) => {
      const before = await claim(subscription);
      if (before !== undefined && before !== subscription.holder) await remove({ ...subscription, holder: before });
      const { holder: _holder, ...attributes } = subscription;
      await client.send(
        new PutItemCommand({ TableName: table, Item: { ...keyOf(subscription), ...marshall(attributes) } }),
      );
    },
  };
};
