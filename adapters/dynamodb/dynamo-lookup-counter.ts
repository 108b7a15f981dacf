import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { minuteMs } from "../../core/clock.ts";
import type { LookupCounter } from "../../core/contact/lookup-counter.ts";

/** `LookupCounter` in a table of others, under keys that nothing else is written under: one write a lookup. */
export const createDynamoLookupCounter = (table: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): LookupCounter => ({
  count: async (holder, nowMs) => {
    const minute = Math.floor(nowMs / minuteMs);
    const { Attributes } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.table,
        Key: marshall({ pk: `lookups#${holder}`, sk: String(minute) }),
        UpdateExpression: "ADD #count :one SET #ttl = :ttl",
        ExpressionAttributeNames: { "#count": "count", "#ttl": "ttl" },
        ExpressionAttributeValues: marshall({ ":one": 1, ":ttl": (minute + 2) * 60 }),
        ReturnValues: "UPDATED_NEW",
      }),
    );
    return Number(Attributes?.["count"]?.N);
  },
});
