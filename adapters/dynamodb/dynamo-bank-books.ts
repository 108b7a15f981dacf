import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { BankBooks, BankStatements, KeptEntry, ReceivedFile } from "../../core/bank/bank-books.ts";
import { type CreditorReference, creditorReferenceOf } from "../../core/bank/creditor-reference.ts";
import type { HolderId } from "../../core/ids.ts";
import { type Item, text, textOf } from "./attributes.ts";
import {
  closingItem,
  closingOf,
  closingsPlace,
  entryDay,
  entryItem,
  entryOf,
  placeOf,
  receivedItem,
  receivedOf,
  refusedPlace,
  unmatchedPlace,
  unsentPlace,
} from "./bank-items.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

const referencePlace = (reference: CreditorReference): Item => placeOf(`reference#${reference}`, "holder");
const entryPlace = (reference: string): Item => placeOf(`entry#${reference}`, "entry");

/** So many of what waits for an operator at a time. */
const listed = 100;

/** `BankBooks` in a table of their own: who may write it says whose money comes in. */
export const createDynamoBankBooks = (table: Table): BankBooks => ({
  referenceOf: (holder) => referenceOf(table, holder),
  holderOf: async (reference) => {
    const item = await get(table, referencePlace(reference));
    return item && (textOf(item, "holder") as HolderId);
  },
  keepFile: (file) => keepFile(table, file),
  keepEntries: async (entries) => {
    for (const entry of entries) await keepEntry(table, entry);
  },
  keepClosing: async (closing) => put(table, closingItem(closing)),
  matched: async (reference) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.table, Key: placeOf(unmatchedPlace, reference) }));
  },
  entry: async (reference) => {
    const item = await get(table, entryPlace(reference));
    return item && entryOf(item);
  },
  unmatched: async () => (await query(table, unmatchedPlace)).map(entryOf),
  refused: async () => (await query(table, refusedPlace)).map(receivedOf),
});

/** The same each time; where somebody else has it already, which nobody lives to see, the next one. */
const referenceOf = async (table: Table, holder: HolderId): Promise<CreditorReference> => {
  for (let attempt = 0; ; attempt += 1) {
    const reference = await creditorReferenceOf(holder, attempt);
    const wrote = await unlessRefused(() =>
      table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: { ...referencePlace(reference), holder: text(holder) },
          ConditionExpression: "attribute_not_exists(pk) OR holder = :holder",
          ExpressionAttributeValues: { ":holder": text(holder) },
        }),
      ),
    );
    if (wrote) return reference;
  }
};

/** What is understood at last is refused no more. */
const keepFile = async (table: Table, file: ReceivedFile): Promise<void> => {
  await put(table, receivedItem(placeOf(`file#${file.id}`, "file"), file));
  const place = placeOf(refusedPlace, file.id);
  if (file.refused !== undefined) return put(table, receivedItem(place, file));
  await table.client.send(new DeleteItemCommand({ TableName: table.table, Key: place }));
};

/** By its day, by its reference, and, where nobody knows whose it is, for an operator; but not again once it was matched. */
const keepEntry = async (table: Table, entry: KeptEntry): Promise<void> => {
  const isNew = await unlessRefused(() =>
    table.client.send(
      new PutItemCommand({
        TableName: table.table,
        Item: entryItem(placeOf(entryDay(entry.bookedOn), entry.reference), entry),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  const known = isNew ? undefined : await get(table, entryPlace(entry.reference));
  if (known === undefined && entry.unmatched) {
    await put(table, entryItem(placeOf(unmatchedPlace, entry.reference), entry));
  }
  if (!entry.unmatched) {
    const Key = placeOf(unmatchedPlace, entry.reference);
    await table.client.send(new DeleteItemCommand({ TableName: table.table, Key }));
  }
  if (known === undefined) await put(table, entryItem(entryPlace(entry.reference), entry));
};

/** `BankStatements`, for whoever compares and writes nothing. */
export const createDynamoBankStatements = (table: Table): BankStatements => ({
  last: async () => {
    const [newest] = await query(table, closingsPlace, { newestFirst: true, limit: 1 });
    if (newest === undefined) return undefined;
    const closing = closingOf(newest);
    const days = await Promise.all(daysAfter(closing.day).map((day) => query(table, entryDay(day), { limit: 10_000 })));
    return { closing, since: days.flat().map(entryOf) };
  },
  waitingForOperator: async (at) => {
    const places = [unmatchedPlace, refusedPlace, unsentPlace] as const;
    const [unmatched = [], refused = [], files = []] = await Promise.all(places.map((place) => query(table, place)));
    const unsent = files.filter((file) => textOf(file, "createdAt") < at);
    return { unmatched: unmatched.length, refused: refused.length, unsent: unsent.length };
  },
});

const dayMs = 86_400_000;

/** A bank that has told of no day's end for so long is itself what is wrong. */
const mostDays = 14;

const daysAfter = (day: string): readonly string[] =>
  Array.from({ length: mostDays }, (_none, index) =>
    new Date(Date.parse(day) + (index + 1) * dayMs).toISOString().slice(0, day.length),
  );

const get = async ({ client, table }: Table, Key: Item): Promise<Item | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item;
};

const put = async ({ client, table }: Table, Item: Item): Promise<void> => {
  await client.send(new PutItemCommand({ TableName: table, Item }));
};

const query = async (
  { client, table }: Table,
  pk: string,
  { newestFirst = false, limit = listed }: { readonly newestFirst?: boolean; readonly limit?: number } = {},
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": text(pk) },
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        Limit: limit - items.length,
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < limit);
  return items;
};
