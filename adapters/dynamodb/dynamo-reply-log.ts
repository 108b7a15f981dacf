import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ReplyLog } from "../../core/channel/reply-log.ts";
import { dayMs, minuteMs } from "../../core/clock.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** Longer than the function that replies may run. */
const attemptMs = minuteMs;

/** Longer than a message can wait in a dead-letter queue (14 days) and be redriven. */
const rememberedMs = 30 * dayMs;

/** `ReplyLog` in the replies table: one item a reply. */
export const createDynamoReplyLog = (table: Table): ReplyLog => ({
  begin: (id, nowMs) => begin(table, id, nowMs),
  end: (id, ending) => set(table, id, { ended: true, ...ending }),
  release: (id) => set(table, id, { attemptUntil: 0 }),
});

const begin = async (table: Table, id: string, nowMs: number): ReturnType<ReplyLog["begin"]> => {
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.table,
        Item: marshall({
          id,
          ended: false,
          attemptUntil: nowMs + attemptMs,
          ttl: Math.ceil((nowMs + rememberedMs) / 1_000),
        }),
        ConditionExpression: "attribute_not_exists(id) OR (ended = :no AND attemptUntil < :now)",
        ExpressionAttributeValues: marshall({ ":no": false, ":now": nowMs }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "begun";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return (unmarshall(error.Item) as { ended: boolean }).ended ? "ended" : "in_progress";
  }
};

const set = async (table: Table, id: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.table,
      Key: marshall({ id }),
      UpdateExpression: `SET ${present.map((_, index) => `#${index} = :${index}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(present.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: marshall(Object.fromEntries(present.map(([, value], index) => [`:${index}`, value]))),
    }),
  );
};
