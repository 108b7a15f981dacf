import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type Clock, instant } from "../../core/clock.ts";
import { maximumTries, type PinHash, type PinStore } from "../../core/holder/pin-store.ts";
import type { HolderId } from "../../core/ids.ts";
import { fail, ok } from "../../core/result.ts";
import { type Item, toItem } from "./holder-items.ts";
import { attemptLimit, backOff, type Pace } from "./pace.ts";
import { transact } from "./transact.ts";

export type PinStoreOptions = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly clock: Clock;
  readonly pace: Pace;
};

/** `PinStore` on a table that nobody but `enrol` may read. */
export const createDynamoPinStore = (options: PinStoreOptions): PinStore => ({
  setFirst: (holder, pin) => setFirst(options, { holder, pin }),
  reset: (change) => reset(options, change),
  takeTry: (holder) => takeTry(options, holder),
  giveTriesBack: (holder, pin) => giveTriesBack(options, { holder, pin }),
});

type Setting = { readonly holder: HolderId; readonly pin: PinHash };

const pinItem = ({ clock }: PinStoreOptions, { holder, pin }: Setting): Item =>
  toItem({ holder, ...pin, tries: 0, setAt: instant(clock()) });

const setFirst = async (options: PinStoreOptions, setting: Setting) =>
  (await unlessRefused(
    options.client.send(
      new PutItemCommand({
        TableName: options.table,
        Item: pinItem(options, setting),
        ConditionExpression: "attribute_not_exists(holder)",
      }),
    ),
  ))
    ? "set"
    : "set_before";

const reset = async (options: PinStoreOptions, change: Setting & { readonly nonce: string }) => {
  const { client, table, clock, pace } = options;
  const used = toItem({ holder: `nonce#${change.holder}#${change.nonce}`, usedAt: instant(clock()) });
  const items = [
    { Put: { TableName: table, Item: used, ConditionExpression: "attribute_not_exists(holder)" } },
    { Put: { TableName: table, Item: pinItem(options, change) } },
  ];
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const result = await transact(client, items);
    if (result.kind === "committed") return "set";
    if (result.kind === "refused") return "nonce_used";
    if (result.kind === "unknown") throw result.error;
    await backOff(pace, result.kind, attempt);
  }
  throw new Error("The PIN was busy all the time: call again.");
};

const takeTry = async ({ client, table }: PinStoreOptions, holder: HolderId) => {
  try {
    const { Attributes = {} } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: toItem({ holder }),
        UpdateExpression: "SET tries = tries + :one",
        ConditionExpression: "attribute_exists(holder) AND tries < :most",
        ExpressionAttributeValues: toItem({ ":one": 1, ":most": maximumTries }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok({ hash: Attributes["hash"]?.S ?? "", salt: Attributes["salt"]?.S ?? "" });
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return fail(error.Item === undefined ? ("pin_missing" as const) : ("pin_locked" as const));
  }
};

const giveTriesBack = async ({ client, table }: PinStoreOptions, { holder, pin }: Setting): Promise<void> => {
  await unlessRefused(
    client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: toItem({ holder }),
        UpdateExpression: "SET tries = :none",
        ConditionExpression: "#hash = :hash",
        ExpressionAttributeNames: { "#hash": "hash" },
        ExpressionAttributeValues: toItem({ ":none": 0, ":hash": pin.hash }),
      }),
    ),
  );
};

const unlessRefused = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
