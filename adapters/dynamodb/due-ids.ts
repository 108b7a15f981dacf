import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "../../core/clock.ts";

/** The ids of what is due in a bucket of the index of the intents table, which holds keys alone, soonest first. */
export const dueIds = async (
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
  { bucket, at, limit }: { readonly bucket: string; readonly at: Instant; readonly limit: number },
): Promise<readonly string[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: "by-due",
      KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
      ExpressionAttributeValues: marshall({ ":bucket": bucket, ":at": at }),
      Limit: limit,
    }),
  );
  return Items.map((item) => String(unmarshall(item)["id"]));
};
