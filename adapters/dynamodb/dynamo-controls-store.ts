import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "../../core/clock.ts";
import type { HolderId, RequestId } from "../../core/ids.ts";
import { type Controls, type ControlsStore, type DueRaises, noControls } from "../../core/limits/controls.ts";
import { type LimitNumbers, limitsOf, numbersOf } from "../../core/limits/limits.ts";
import { attemptLimit, backOff, type Pace } from "./pace.ts";
import { transact } from "./transact.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };
type Item = NonNullable<TransactWriteItem["Put"]>["Item"];

const write = (attributes: Record<string, unknown>) => marshall(attributes, { removeUndefinedValues: true });
const controlsKey = (holder: HolderId) => ({ pk: holder, sk: "controls" });
const doneKey = (holder: HolderId, request: RequestId) => ({ pk: holder, sk: `done#${request}` });

/** Raises to come stand in the sparse index under this one key: they are rare. */
const raiseBucket = "raise";

const controlsItem = (holder: HolderId, { revision, limits, frozen, pending, closing }: Controls): Item =>
  write({
    ...controlsKey(holder),
    revision,
    limits: numbersOf(limits),
    frozen,
    closing,
    ...(pending === undefined
      ? {}
      : {
          pending: { ...pending, limits: numbersOf(pending.limits) },
          dueBucket: raiseBucket,
          dueAt: pending.effective,
        }),
  });

type StoredControls = Omit<Controls, "limits" | "pending"> & {
  readonly limits: LimitNumbers;
  readonly pending?: Omit<NonNullable<Controls["pending"]>, "limits"> & { readonly limits: LimitNumbers };
};

const controlsOf = (item: Record<string, unknown>): Controls => {
  const { revision, limits, frozen, pending, closing } = item as StoredControls;
  return {
    revision,
    limits: limitsOf(limits),
    frozen,
    closing,
    pending: pending && { ...pending, limits: limitsOf(pending.limits) },
  };
};

/** What the owners have made of their wallets, for who changes none of it. */
export const createDynamoControlsReader = ({ client, table }: Table): Pick<ControlsStore, "get"> => ({
  get: async (holder) => {
    const Key = write(controlsKey(holder));
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item === undefined ? noControls : controlsOf(unmarshall(Item));
  },
});

/** `ControlsStore` on a table that `ledger` alone writes: a request leaves its name in the transaction that it changes something in. */
export const createDynamoControlsStore = ({ pace, ...table }: Table & { readonly pace: Pace }): ControlsStore => ({
  ...createDynamoControlsReader(table),
  isDone: async (holder, request) => {
    const Key = write(doneKey(holder, request));
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key, ConsistentRead: true }));
    return Item !== undefined;
  },
  replace: async (holder, change) => {
    for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
      const result = await transact(table.client, replacement(table.table, holder, change));
      if (result.kind === "committed") return "replaced";
      if (result.kind === "refused") return result.reasons[1]?.Code === "ConditionalCheckFailed" ? "known" : "conflict";
      if (result.kind === "unknown") throw result.error;
      await backOff(pace, result.kind, attempt);
    }
    throw new Error("The controls were busy all the time: call again.");
  },
  firstLargePayment: async ({ payer, payee, at }) => {
    const { Attributes } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.table,
        Key: write({ pk: payer, sk: `large#${payee}` }),
        UpdateExpression: "SET firstAt = if_not_exists(firstAt, :at)",
        ExpressionAttributeValues: write({ ":at": at }),
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes?.["firstAt"]?.S ?? at;
  },
});

const replacement = (
  table: string,
  holder: HolderId,
  { current, next, because }: Parameters<ControlsStore["replace"]>[1],
): TransactWriteItem[] => {
  const item = controlsItem(holder, { ...next, revision: current.revision + 1 });
  const condition =
    current.revision === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : { ConditionExpression: "revision = :read", ExpressionAttributeValues: write({ ":read": current.revision }) };
  const controls: TransactWriteItem = { Put: { TableName: table, Item: item, ...condition } };
  if (because === undefined) return [controls];
  const done = { TableName: table, Item: write(doneKey(holder, because)) };
  return [controls, { Put: { ...done, ConditionExpression: "attribute_not_exists(pk)" } }];
};

/** So many at a time: those that remain are due the next time too. */
const dueAtATime = 100;

/** `DueRaises` on the sparse index of the same table. */
export const createDynamoDueRaises = ({ client, table }: Table): DueRaises => ({
  due: async (at: Instant) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "raises-by-due",
        KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
        ExpressionAttributeValues: write({ ":bucket": raiseBucket, ":at": at }),
        Limit: dueAtATime,
      }),
    );
    return Items.map((item) => unmarshall(item)["pk"] as HolderId);
  },
});
