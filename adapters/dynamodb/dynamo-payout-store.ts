import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Iban } from "../../core/bank/iban.ts";
import {
  type Payout,
  payoutMayBecome,
  payoutMoves,
  type PayoutState,
  type PayoutStore,
} from "../../core/bank/payout.ts";
import type { PayeeCheck } from "../../core/consent/terms.ts";
import type { HolderId, PayoutId } from "../../core/ids.ts";
import type { Currency } from "../../core/money/currency.ts";
import { integerOf, type Item, number, text, textOf } from "./attributes.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** All that waits for the bank's next file is found under this one key: few wait at a time. */
export const sendBucket = "held";

/** `PayoutStore` in a table of its own: who may write it decides whose account the bank pays. */
export const createDynamoPayoutStore = (table: Table): PayoutStore => ({
  get: async (id) => {
    const Key = { id: text(id) };
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key, ConsistentRead: true }));
    return Item && payoutOf(Item);
  },
  create: async (payout) => {
    await unlessRefused(() =>
      table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: payoutItem(payout),
          ConditionExpression: "attribute_not_exists(id)",
        }),
      ),
    );
  },
  mark: (id, to) => mark(table, id, to),
  listOf: async (holder, limit) => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.table,
        IndexName: "by-holder",
        KeyConditionExpression: "holder = :holder",
        ExpressionAttributeValues: { ":holder": text(holder) },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items.map(payoutOf);
  },
});

const statesBefore = (to: PayoutState): readonly PayoutState[] =>
  (Object.keys(payoutMoves) as PayoutState[]).filter((from) => payoutMayBecome(from, to));

const mark = async ({ client, table }: Table, id: PayoutId, { state, reason }: Pick<Payout, "state" | "reason">) => {
  const before = statesBefore(state);
  const names = before.map((_from, index) => `:from${index}`);
  await unlessRefused(() =>
    client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: text(id) },
        UpdateExpression: `SET #state = :to${reason === undefined ? "" : ", reason = :reason"} REMOVE sendBucket`,
        ConditionExpression: `#state IN (${names.join(", ")})`,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":to": text(state),
          ...Object.fromEntries(before.map((from, index) => [`:from${index}`, text(from)])),
          ...(reason === undefined ? {} : { ":reason": text(reason) }),
        },
      }),
    ),
  );
};

const payoutItem = (payout: Payout): Item => ({
  ...{ id: text(payout.id), holder: text(payout.holder), amount: number(payout.amount) },
  ...{ currency: text(payout.currency), iban: text(payout.iban), name: text(payout.name) },
  ...{ check: text(payout.check), state: text(payout.state), heldAt: text(payout.heldAt) },
  ...(payout.state === "held" ? { sendBucket: text(sendBucket) } : {}),
});

const payoutOf = (item: Item): Payout => ({
  ...{ id: textOf(item, "id") as PayoutId, holder: textOf(item, "holder") as HolderId },
  ...{ amount: integerOf(item, "amount"), currency: textOf(item, "currency") as Currency },
  ...{ iban: textOf(item, "iban") as Iban, name: textOf(item, "name") },
  ...{ check: textOf(item, "check") as PayeeCheck, state: textOf(item, "state") as PayoutState },
  heldAt: textOf(item, "heldAt"),
  ...(item["reason"] ? { reason: textOf(item, "reason") } : {}),
});
