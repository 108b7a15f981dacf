import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { PayoutFile, PayoutOutbox } from "../../core/bank/bank-books.ts";
import type { PayoutId } from "../../core/ids.ts";
import { text, textOf } from "./attributes.ts";
import { filesPlace, payoutFileItem, payoutFileOf, placeOf, unsentPlace } from "./bank-items.ts";
import { sendBucket } from "./dynamo-payout-store.ts";
import { transact } from "./transact.ts";

type Tables = { readonly client: DynamoDBClient; readonly payouts: string; readonly bank: string };

/** As many payouts as one transaction holds beside the file and its place among those that wait. */
export const payoutsPerFile = 98;

/**
 * `PayoutOutbox`: the file lies in the same database as its payouts, so that one transaction writes both. No payout stands in two
 * files, and none is marked as sent that stands in none, whenever a run is cut off.
 */
export const createDynamoPayoutOutbox = ({ client, payouts, bank }: Tables): PayoutOutbox => ({
  waiting: async (limit) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: payouts,
        IndexName: "payouts-to-send",
        KeyConditionExpression: "sendBucket = :held",
        ExpressionAttributeValues: { ":held": text(sendBucket) },
        Limit: limit,
      }),
    );
    return Items.map((item) => textOf(item, "id") as PayoutId);
  },
  file: async (file) => {
    const attempt = await transact(client, [
      ...[filesPlace, unsentPlace].map((place) => ({
        Put: {
          TableName: bank,
          Item: payoutFileItem(placeOf(place, file.messageId), file),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      })),
      ...file.payouts.map((payout) => sent(payouts, file, payout.id)),
    ]);
    if (attempt.kind === "committed") return "filed";
    if (attempt.kind === "refused") return "changed";
    throw new Error(`The file of payouts was not written: ${attempt.kind}.`);
  },
  unsent: async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: bank,
        KeyConditionExpression: "pk = :unsent",
        ExpressionAttributeValues: { ":unsent": text(unsentPlace) },
        ConsistentRead: true,
      }),
    );
    const files = Items.map(payoutFileOf);
    return files.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt));
  },
  taken: async (messageId) => {
    await client.send(new DeleteItemCommand({ TableName: bank, Key: placeOf(unsentPlace, messageId) }));
  },
});

const sent = (table: string, { messageId }: PayoutFile, id: PayoutId) => ({
  Update: {
    TableName: table,
    Key: { id: text(id) },
    UpdateExpression: "SET #state = :sent, messageId = :messageId REMOVE sendBucket",
    ConditionExpression: "#state = :held",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":sent": text("sent"), ":held": text("held"), ":messageId": text(messageId) },
  },
});
