import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { HolderId } from "../../core/ids.ts";
import type { Erasure, ErasureBook, ErasureOrders } from "../../core/rights/erasure.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** Few are erased at a time: those that wait stand in the index under this one key. */
const bucket = "due";

/** So many at a time: those that remain are due the next time too. */
const dueAtATime = 20;

/** `ErasureOrders` on a table of its own, in which `ledger` may put new items, and nothing else. */
export const createDynamoErasureOrders = ({ client, table }: Table): ErasureOrders => ({
  put: async (order) => {
    const begun = { pass: "first", step: 0, dueBucket: bucket, dueAt: order.closedAt };
    await unlessRefused(() =>
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall({ ...order, ...begun }),
          ConditionExpression: "attribute_not_exists(holder)",
        }),
      ),
    );
  },
});

/** `ErasureBook` on the same table, for who carries the orders out. */
export const createDynamoErasureBook = ({ client, table }: Table): ErasureBook => {
  const update = async ({ holder }: Erasure, expression: string, values: Record<string, unknown>): Promise<void> => {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall({ holder }),
        UpdateExpression: expression,
        ConditionExpression: "attribute_exists(holder)",
        ExpressionAttributeNames: Object.fromEntries(
          ["#pass", "#step", "#cursor"]
            .filter((name) => expression.includes(name))
            .map((name) => [name, name.slice(1)]),
        ),
        ExpressionAttributeValues: marshall(values),
      }),
    );
  };
  return {
    due: async (at) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "erasures-by-due",
          KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
          ExpressionAttributeValues: marshall({ ":bucket": bucket, ":at": at }),
          Limit: dueAtATime,
        }),
      );
      return Items.map((item) => unmarshall(item)["holder"] as HolderId);
    },
    get: async (holder) => {
      const Key = marshall({ holder });
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const { dueBucket: _bucket, dueAt: _due, ...erasure } = unmarshall(Item);
      return erasure as Erasure;
    },
    keep: (erasure) =>
      erasure.cursor === undefined
        ? update(erasure, "SET #step = :step REMOVE #cursor", { ":step": erasure.step })
        : update(erasure, "SET #step = :step, #cursor = :cursor", { ":step": erasure.step, ":cursor": erasure.cursor }),
    endPass: (erasure, next) =>
      "dueAt" in next
        ? update(erasure, "SET #pass = :pass, #step = :step, dueAt = :due REMOVE #cursor", {
            ...{ ":pass": "second", ":step": 0, ":due": next.dueAt },
          })
        : update(erasure, "SET erasedAt = :at REMOVE dueBucket, dueAt, #cursor", { ":at": next.erasedAt }),
  };
};
