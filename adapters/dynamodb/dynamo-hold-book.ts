import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { TransferId } from "../../core/ids.ts";
import type { HoldBook } from "../../core/ledger/due-hold.ts";
import { text, textOf } from "./attributes.ts";
import type { Pace } from "./pace.ts";
import { readItems } from "./read-items.ts";
import { patiently } from "./transact.ts";
import { holdBuckets, storedTransferOf } from "./transfer-item.ts";

/** So many of each bucket at a time: those that remain are due the next time too. */
const duePerBucket = 25;

type Holds = { readonly client: DynamoDBClient; readonly table: string; readonly pace: Pace };

/** `HoldBook` on the table of transfers and its sparse index of holds. */
export const createDynamoHoldBook = ({ client, table, pace }: Holds): HoldBook => ({
  due: async (at) => {
    const buckets = Array.from({ length: holdBuckets }, (_none, bucket) => {
      const query = new QueryCommand({
        TableName: table,
        IndexName: "holds-by-due",
        KeyConditionExpression: "holdBucket = :bucket AND timeoutAt <= :at",
        ExpressionAttributeValues: { ":bucket": text(String(bucket)), ":at": text(at) },
        Limit: duePerBucket,
      });
      return patiently(pace, () => client.send(query));
    });
    return (await Promise.all(buckets)).flatMap(({ Items = [] }) =>
      Items.map((item) => textOf(item, "id") as TransferId),
    );
  },
  stored: async (ids) => {
    const items = await readItems(
      { client, pace },
      ids.map((id) => ({ table, id })),
    );
    return [...items.values()].map(storedTransferOf);
  },
});
