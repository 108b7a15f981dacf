import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { ClaimAccount, ClaimBook, DueClaims, HeldLine } from "../../core/claim/claim-book.ts";
import type { TransferId } from "../../core/ids.ts";
import { type Item, text, textOf } from "./attributes.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

const nameOf = ({ channel, userId }: ClaimAccount): string => `${channel}#${userId}`;
const keyOf = ({ account, escrowed }: HeldLine): Item => ({ account: text(nameOf(account)), escrowed: text(escrowed) });

const lineOf = (item: Item): HeldLine => {
  const name = textOf(item, "account");
  const at = name.indexOf("#");
  const account = { channel: name.slice(0, at), userId: name.slice(at + 1) };
  return { account, escrowed: textOf(item, "escrowed") as TransferId };
};

/** The index by due time is spread over so many keys. */
const dueBuckets = 8;

const bucketOf = ({ escrowed }: HeldLine): string =>
  String((escrowed.codePointAt(escrowed.length - 1) ?? 0) % dueBuckets);

/** `ClaimBook` on a table of its own: what waits for an account is read together, and only what waits is in it. */
export const createDynamoClaimBook = (store: Table): ClaimBook => ({
  put: async (line, dueAt) => {
    const Item = { ...keyOf(line), dueBucket: text(bucketOf(line)), dueAt: text(dueAt) };
    const ConditionExpression = "attribute_not_exists(account)";
    await unlessRefused(() =>
      store.client.send(new PutItemCommand({ TableName: store.table, Item, ConditionExpression })),
    );
  },
  of: (account) => linesOf(store, account),
  postpone: async (line, dueAt) => {
    const postponed = new UpdateItemCommand({
      TableName: store.table,
      Key: keyOf(line),
      UpdateExpression: "SET dueAt = :at",
      ConditionExpression: "attribute_exists(account)",
      ExpressionAttributeValues: { ":at": text(dueAt) },
    });
    await unlessRefused(() => store.client.send(postponed));
  },
  remove: async (line) => {
    await store.client.send(new DeleteItemCommand({ TableName: store.table, Key: keyOf(line) }));
  },
  removeDue: async (line, at) => {
    const removed = new DeleteItemCommand({
      TableName: store.table,
      Key: keyOf(line),
      ConditionExpression: "dueAt <= :at",
      ExpressionAttributeValues: { ":at": text(at) },
    });
    await unlessRefused(() => store.client.send(removed));
  },
});

const linesOf = async ({ client, table }: Table, account: ClaimAccount): Promise<readonly TransferId[]> => {
  const found: TransferId[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "account = :account",
        ExpressionAttributeValues: { ":account": text(nameOf(account)) },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    );
    found.push(...(page.Items ?? []).map((item) => lineOf(item).escrowed));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
};

/** So many of each bucket at a time: those that remain are due the next time too. */
const duePerBucket = 25;

/** `DueClaims` on the index of the same table. */
export const createDynamoDueClaims = ({ client, table }: Table): DueClaims => ({
  due: async (at) => {
    const buckets = Array.from({ length: dueBuckets }, (_none, bucket) =>
      client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "claims-by-due",
          KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
          ExpressionAttributeValues: { ":bucket": text(String(bucket)), ":at": text(at) },
          Limit: duePerBucket,
        }),
      ),
    );
    return (await Promise.all(buckets)).flatMap(({ Items = [] }) => Items.map(lineOf));
  },
});
