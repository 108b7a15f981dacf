import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { TopUp, TopUpStore } from "../../core/funding/top-up.ts";
import type { DeclineReason } from "../../core/funding/provider-payment.ts";
import type { HolderId, TopUpId } from "../../core/ids.ts";
import type { Currency } from "../../core/money/currency.ts";
import { integerOf, type Item, number, text, textOf } from "./attributes.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `TopUpStore` in a table of its own: who may write it decides whose wallet a payment goes to. */
export const createDynamoTopUpStore = (table: Table): TopUpStore => ({
  get: async (id) => {
    const key = new GetItemCommand({ TableName: table.table, Key: { id: text(id) }, ConsistentRead: true });
    const { Item } = await table.client.send(key);
    return Item && topUpOf(Item);
  },
  create: (topUp) => create(table, topUp),
  update: (seen) => update(table, seen),
});

const create = async ({ client, table }: Table, topUp: TopUp): ReturnType<TopUpStore["create"]> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          id: text(topUp.id),
          holder: text(topUp.holder),
          provider: text(topUp.provider),
          amount: number(topUp.amount),
          currency: text(topUp.currency),
          state: text(topUp.state),
          createdAt: text(topUp.createdAt),
          seenAt: text(topUp.seenAt),
        },
        ConditionExpression: "attribute_not_exists(id)",
      }),
    );
    return "created";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "taken";
    throw error;
  }
};

type Seen = Parameters<TopUpStore["update"]>[0];

/** Two who asked the provider at once write in any order: what was seen last stays. */
const update = async ({ client, table }: Table, seen: Seen): ReturnType<TopUpStore["update"]> => {
  const { id, payment, state, reason, seenAt } = seen;
  const sets = ["#state = :state", "seenAt = :seenAt", ...(payment === undefined ? [] : ["payment = :payment"])];
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: text(id) },
        UpdateExpression:
          reason === undefined ? `SET ${sets.join(", ")} REMOVE reason` : `SET ${sets.join(", ")}, reason = :reason`,
        ConditionExpression: "attribute_exists(id) AND seenAt <= :seenAt",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":state": text(state),
          ":seenAt": text(seenAt),
          ...(payment === undefined ? {} : { ":payment": text(payment) }),
          ...(reason === undefined ? {} : { ":reason": text(reason) }),
        },
      }),
    );
    return "updated";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "outdated";
    throw error;
  }
};

const topUpOf = (item: Item): TopUp => ({
  id: textOf(item, "id") as TopUpId,
  holder: textOf(item, "holder") as HolderId,
  provider: textOf(item, "provider"),
  amount: integerOf(item, "amount"),
  currency: textOf(item, "currency") as Currency,
  state: textOf(item, "state") as TopUp["state"],
  createdAt: textOf(item, "createdAt"),
  seenAt: textOf(item, "seenAt"),
  ...(item["reason"] ? { reason: textOf(item, "reason") as DeclineReason } : {}),
  ...(item["payment"] ? { payment: textOf(item, "payment") } : {}),
});
