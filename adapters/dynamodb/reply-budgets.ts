import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Budget, ReplyLog } from "../../core/channel/reply-log.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };
type Window = { readonly until: number; readonly spent: number };

/** What this instance may still spend without asking, in the window that ends then. */
type Share = { left: number; readonly until: number };

/** An instance takes a twentieth of a budget at a time: with five of them at work a window is used nearly in full. */
const shareOf = ({ limit }: Budget): number => Math.max(1, Math.floor(limit / 20));

/**
 * Budgets that all replies of a network spend from. Their items would be written by every reply, and asked by every one that
 * comes when they are spent: so an instance takes a share at a time, and remembers until when there is nothing left.
 */
export const createReplyBudgets = (table: Table): ReplyLog["spend"] => {
  const shares = new Map<string, Promise<Share>>();
  return async (from, nowMs) => {
    for (;;) {
      const known = shares.get(from.id);
      const share = await known;
      if (share !== undefined && share.until > nowMs) {
        if (share.left > 0) {
          share.left -= 1;
          return true;
        }
        if (share.left < 0) return false;
      }
      // Somebody of this instance asks already.
      if (shares.get(from.id) !== known) continue;
      const taken = takeShare(table, from, nowMs);
      shares.set(from.id, taken);
      taken.catch(() => shares.delete(from.id));
      await taken;
    }
  };
};

const spentOut = -1;

/** Each pass loses only to somebody who began the next window at the same moment. */
const takeShare = async (table: Table, from: { readonly id: string } & Budget, nowMs: number): Promise<Share> => {
  for (;;) {
    const window = await countIn(table, from, nowMs);
    if (window !== undefined && window.until > nowMs) return window;
    const until = nowMs + from.windowMs;
    if (await openWindow(table, { ...from, until }, nowMs)) return { left: shareOf(from), until };
  }
};

/** A share of the open window; `spentOut` of one that has none left; undefined where there is no open one. */
const countIn = async (
  { client, table }: Table,
  from: { readonly id: string } & Budget,
  nowMs: number,
): Promise<Share | undefined> => {
  const share = shareOf(from);
  try {
    const { Attributes = {} } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall({ id: from.id }),
        UpdateExpression: "SET #spent = #spent + :share",
        ConditionExpression: "#until > :now AND #spent <= :most",
        ExpressionAttributeNames: { "#spent": "spent", "#until": "until" },
        ExpressionAttributeValues: marshall({ ":share": share, ":now": nowMs, ":most": from.limit - share }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { left: share, until: (unmarshall(Attributes) as Window).until };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item && { left: spentOut, until: (unmarshall(error.Item) as Window).until };
  }
};

const openWindow = async (
  { client, table }: Table,
  { id, until, ...budget }: { readonly id: string; readonly until: number } & Budget,
  nowMs: number,
): Promise<boolean> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall({ id, spent: shareOf(budget), until, ttl: Math.ceil(until / 1_000) }),
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
