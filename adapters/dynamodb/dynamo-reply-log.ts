import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ReplyLog } from "../../core/channel/reply-log.ts";
import { dayMs } from "../../core/clock.ts";
import { createReplyBudgets } from "./reply-budgets.ts";

type Replies = {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Never the same twice: a claim whose answer was lost is known again by it. */
  readonly newClaim: () => string;
};

/** Longer than a message can wait in a dead-letter queue (14 days) and be redriven. */
const rememberedMs = 30 * dayMs;

/** `ReplyLog` in the replies table: one item a reply, written once where all goes well. */
export const createDynamoReplyLog = (replies: Replies): ReplyLog => ({
  claim: (id, nowMs) => claim(replies, id, nowMs),
  release: async (id) => {
    await replies.client.send(
      new UpdateItemCommand({ TableName: replies.table, Key: marshall({ id }), UpdateExpression: "REMOVE claim" }),
    );
  },
  once: (first, nowMs) => once(replies, first, nowMs),
  spend: createReplyBudgets(replies),
});

const secondsAt = (ms: number): number => Math.ceil(ms / 1_000);

const claim = async ({ client, table, newClaim }: Replies, id: string, nowMs: number): Promise<boolean> => {
  const own = newClaim();
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall({ id, claim: own, ttl: secondsAt(nowMs + rememberedMs) }),
        ConditionExpression: "attribute_not_exists(claim)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    // The SDK has asked again, since the answer to the first request was lost.
    return unmarshall(error.Item)["claim"] === own;
  }
};

const once = async (
  { client, table }: Replies,
  { id, by, windowMs }: Parameters<ReplyLog["once"]>[0],
  nowMs: number,
): Promise<boolean> => {
  const until = nowMs + windowMs;
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall({ id, by, until, ttl: secondsAt(until) }),
        ConditionExpression: "attribute_not_exists(id) OR #until <= :now",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: marshall({ ":now": nowMs }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return unmarshall(error.Item)["by"] === by;
  }
};
