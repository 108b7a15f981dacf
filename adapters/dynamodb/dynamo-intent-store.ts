import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { epochMs, hourMs, instant } from "../../core/clock.ts";
import type { HolderId, IntentId } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import { type IntentState, isOpen, isTerminal } from "../../core/intent/intent-state.ts";
import type { ClaimMark, IntentMark, IntentStore } from "../../core/intent/intent-store.ts";
import type { Page } from "../../core/page.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { aliasOf, dueBuckets, fromIntentItem, hangsAfterMs, toIntentItem } from "./intent-item.ts";

type Key = Record<string, AttributeValue>;
type Table = { readonly client: DynamoDBClient; readonly table: string };

/** Single intents, for who changes none. */
export const createDynamoIntentReader = (table: Table): Pick<IntentStore, "get"> => ({
  get: (id) => getIntent(table, id),
});

/** `IntentStore` on one table: every change is one conditional write, and the table's stream is the outbox. */
export const createDynamoIntentStore = (table: Table): IntentStore => ({
  get: (id) => getIntent(table, id),
  create: (intent) =>
    unlessRefused(
      () => putIntent(table, intent, { ConditionExpression: "attribute_not_exists(id)" }),
      "created",
      "exists",
    ),
  replace: (current, next) => unlessRefused(() => putIntent(table, next, unchanged(current)), "replaced", "conflict"),
  mark: (mark) => markIntent(table, mark),
  markClaims: (mark) =>
    unlessRefused(
      () => table.client.send(new UpdateItemCommand({ TableName: table.table, ...claimExpression(mark) })),
      "marked",
      "conflict",
    ),
  listByPayer: (payer, page) => listByPayer(table, payer, page),
  listDue: (at, limit) => listDue(table, at, limit),
  touch: (intent, at) =>
    unlessRefused(
      () =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.table,
            Key: marshall({ id: intent.id }),
            UpdateExpression: "SET touchedAt = :at, dueAt = :due",
            ConditionExpression: unchanged(intent).ConditionExpression,
            ExpressionAttributeNames: unchanged(intent).ExpressionAttributeNames,
            ExpressionAttributeValues: {
              ...unchanged(intent).ExpressionAttributeValues,
              ...marshall({ ":at": at, ":due": instant(epochMs(at) + askedAgainAfter(intent)) }),
            },
          }),
        ),
      "touched",
      "conflict",
    ),
  rememberPost: async (post, intent) => {
    await table.client.send(
      new PutItemCommand({ TableName: table.table, Item: marshall({ id: aliasOf(post), intent }) }),
    );
  },
  intentOfPost: async (post) => {
    const key = marshall({ id: aliasOf(post) });
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key: key }));
    return Item ? (unmarshall(Item)["intent"] as IntentId) : undefined;
  },
});

/** A wallet that does not take back what nobody has claimed may be frozen for weeks. */
const askedAgainAfter = ({ state }: Intent): number => (state === "held_for_claim" ? hourMs : hangsAfterMs);

const getIntent = async ({ client, table }: Table, id: IntentId): Promise<Intent | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: marshall({ id }), ConsistentRead: true }),
  );
  return Item ? fromIntentItem(Item) : undefined;
};

/** The intents that the entries of an index stand for, in their order. */
const getIntents = async (store: Table, entries: readonly Key[]): Promise<readonly Intent[]> => {
  const ids = entries.map((entry) => unmarshall(entry)["id"] as IntentId);
  const found = await Promise.all(ids.map((id) => getIntent(store, id)));
  return found.filter((intent) => intent !== undefined);
};

type Condition = Pick<
  PutItemCommandInput,
  "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** The stored intent is still the one that was read; a return changes none of its times. */
const unchanged = (current: Intent) => ({
  ConditionExpression: `#version = :readVersion AND #state = :readState AND updatedAt = :readAt AND ${
    current.returns === undefined ? "attribute_not_exists(#returns)" : "#returns = :readReturns"
  }`,
  ExpressionAttributeNames: { "#version": "version", "#state": "state", "#returns": "returns" },
  ExpressionAttributeValues: marshall({
    ":readVersion": current.version,
    ":readState": current.state,
    ":readAt": current.updatedAt,
    ...(current.returns === undefined ? {} : { ":readReturns": current.returns }),
  }),
});

const putIntent = ({ client, table }: Table, intent: Intent, condition: Condition) =>
  client.send(new PutItemCommand({ TableName: table, Item: toIntentItem(intent), ...condition }));

const unlessRefused = async <Done, Refused>(write: () => Promise<unknown>, done: Done, refused: Refused) => {
  try {
    await write();
    return done;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return refused;
    throw error;
  }
};

const markIntent = async ({ client, table }: Table, mark: IntentMark) => {
  try {
    await client.send(new UpdateItemCommand({ TableName: table, ...markExpression(mark) }));
    return "marked";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const found = error.Item ? fromIntentItem(error.Item) : undefined;
    return found?.version === mark.version && found.state === mark.to ? "already_marked" : "conflict";
  }
};

const markExpression = (mark: IntentMark): Omit<UpdateItemCommandInput, "TableName"> => {
  const set = [
    "#state = :to",
    "updatedAt = :at",
    ...(mark.reason ? ["reason = :reason"] : []),
    ...(mark.held ? ["claims = :claims"] : []),
    ...(mark.held?.dueAt ? ["dueAt = :due"] : []),
  ];
  // What is done is no longer due.
  const gone = [...(isTerminal(mark.to) ? ["dueAt", "dueBucket"] : []), ...(isOpen(mark.to) ? [] : ["isOpen"])];
  const remove = gone.length > 0 ? ` REMOVE ${gone.join(", ")}` : "";
  return {
    Key: marshall({ id: mark.id }),
    UpdateExpression: `SET ${set.join(", ")}${remove}`,
    ConditionExpression: "#version = :version AND #state IN (:approved, :settling) AND #state <> :to",
    ExpressionAttributeNames: { "#state": "state", "#version": "version" },
    ExpressionAttributeValues: marshall({
      ":to": mark.to,
      ":at": mark.at,
      ":version": mark.version,
      ":approved": "approved",
      ":settling": "settling",
      ...(mark.reason ? { ":reason": mark.reason } : {}),
      ...(mark.held ? { ":claims": Object.fromEntries(mark.held.lines.map((line) => [line, "held"])) } : {}),
      ...(mark.held?.dueAt ? { ":due": mark.held.dueAt } : {}),
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  };
};

/** Each line by itself: what another has written of another line meanwhile stays. */
const claimExpression = (mark: ClaimMark): Omit<UpdateItemCommandInput, "TableName"> => {
  const claims = Object.entries(mark.claims);
  const set = ["#state = :to", "updatedAt = :at", ...claims.map((_claim, index) => `claims.#${index} = :${index}`)];
  return {
    Key: marshall({ id: mark.id }),
    UpdateExpression: `SET ${set.join(", ")}${isTerminal(mark.to) ? " REMOVE dueAt, dueBucket" : ""}`,
    ConditionExpression: "#version = :version AND #state = :held",
    ExpressionAttributeNames: {
      "#state": "state",
      "#version": "version",
      ...Object.fromEntries(claims.map(([line], index) => [`#${index}`, line])),
    },
    ExpressionAttributeValues: marshall({
      ":to": mark.to,
      ":at": mark.at,
      ":version": mark.version,
      ":held": "held_for_claim",
      ...Object.fromEntries(claims.map(([, outcome], index) => [`:${index}`, outcome])),
    }),
  };
};

/** A filter may leave most of a stored page out: so many are read before a short page is answered with its cursor. */
const queriesPerPage = 5;

/**
 * The index knows whether an intent is open, and no more: its approval does not write it. The intents are read one by one,
 * consistently.
 */
const listByPayer = async (
  { client, table }: Table,
  payer: HolderId,
  page: Parameters<IntentStore["listByPayer"]>[1],
): Promise<Page<Intent>> => {
  const items: Intent[] = [];
  let from = startKey(payer, page.cursor);
  for (let query = 0; query < queriesPerPage && items.length < page.limit; query += 1) {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "by-payer",
        KeyConditionExpression: "payerHolder = :payer",
        FilterExpression: page.states && filterFor(page.states),
        ExpressionAttributeValues: marshall({ ":payer": payer }),
        ScanIndexForward: false,
        Limit: page.limit - items.length,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    const found = await getIntents({ client, table }, answer.Items ?? []);
    // The index may be behind, and does not tell one open state from another.
    items.push(...found.filter(({ state }) => page.states?.includes(state) ?? true));
    from = answer.LastEvaluatedKey;
    if (!from) break;
  }
  return { items, cursor: from ? toCursor(unmarshall(from), ["id", "createdAt"]) : undefined };
};

const filterFor = (states: readonly IntentState[]): string | undefined => {
  if (states.every(isOpen)) return "attribute_exists(isOpen)";
  return states.some(isOpen) ? undefined : "attribute_not_exists(isOpen)";
};

/** The payer comes from the caller, never from the cursor: a forged cursor reads nobody else's list. */
const startKey = (payer: HolderId, cursor: string | undefined): Key | undefined => {
  const place = cursor ? fromCursor(cursor, ["id", "createdAt"]) : undefined;
  return place ? marshall({ ...place, payerHolder: payer }) : undefined;
};

/** The index holds keys only (every write of an open intent pays for it); the intents are read one by one, consistently. */
const listDue = async (store: Table, at: string, limit: number): Promise<readonly Intent[]> => {
  const answers = await Promise.all(
    Array.from({ length: dueBuckets }, (_, bucket) =>
      store.client.send(
        new QueryCommand({
          TableName: store.table,
          IndexName: "by-due",
          KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
          ExpressionAttributeValues: marshall({ ":bucket": String(bucket), ":at": at }),
          Limit: limit,
        }),
      ),
    ),
  );
  return getIntents(
    store,
    answers.flatMap(({ Items = [] }) => Items),
  );
};
