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
  spend: (from, nowMs) => spend(table, from, nowMs),
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

type Spending = Parameters<ReplyLog["spend"]>[0];

/** Each pass loses only to somebody who began the next window at the same moment. */
const spend = async (table: Table, from: Spending, nowMs: number): Promise<boolean> => {
  for (;;) {
    const window = await countIn(table, from, nowMs);
    if (window === "counted") return true;
    if (window && window.until > nowMs) return window.by === from.by;
    if (await openWindow(table, from, nowMs)) return true;
  }
};

type Window = { readonly until: number; readonly by: string };

/** One more in the open window, or the window as it stands where it is over, full or not there. */
const countIn = async (table: Table, from: Spending, nowMs: number): Promise<"counted" | Window | undefined> => {
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.table,
        Key: marshall({ id: from.id }),
        UpdateExpression: "SET #spent = #spent + :one",
        ConditionExpression: "#until > :now AND #spent < :limit",
        ExpressionAttributeNames: { "#spent": "spent", "#until": "until" },
        ExpressionAttributeValues: marshall({ ":one": 1, ":now": nowMs, ":limit": from.limit }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "counted";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? (unmarshall(error.Item) as Window) : undefined;
  }
};

const openWindow = async (table: Table, from: Spending, nowMs: number): Promise<boolean> => {
  const until = nowMs + from.windowMs;
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.table,
        Item: marshall({ id: from.id, by: from.by, spent: 1, until, ttl: Math.ceil(until / 1_000) }),
        ConditionExpression: "attribute_not_exists(id) OR #until <= :now",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: marshall({ ":now": nowMs }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
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
