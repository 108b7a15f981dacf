import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Contact, type ContactStore, maximumContacts } from "../../core/contact/contact.ts";
import type { HolderId } from "../../core/ids.ts";
import type { Party } from "../../core/intent/intent.ts";

type Item = Record<string, AttributeValue>;
type Table = { readonly client: DynamoDBClient; readonly table: string };
type Account = Pick<Party, "channel" | "userId">;

const prefix = "contact#";

/** `ContactStore` in the people table, beside what else belongs to the holder. All reads are strongly consistent. */
export const createDynamoContactStore = (table: Table): ContactStore => ({
  list: (holder) => listContacts(table, holder),
  get: (holder, account) => getContact(table, keyOf(holder, account)),
  save: async (holder, { trusted, ...party }) => {
    const change = { ...namingOf(party), saved: true, trusted };
    const saved = await update(table, keyOf(holder, party), { change });
    if (saved === undefined) throw new Error("A contact was not saved, though nothing forbids it.");
    return saved;
  },
  forget: async (holder, account) => {
    try {
      const condition = { Key: keyOf(holder, account), ConditionExpression: "attribute_exists(pk)" };
      await table.client.send(new DeleteItemCommand({ TableName: table.table, ...condition }));
      return "forgotten";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "unknown";
      throw error;
    }
  },
  notePayment: (holder, payment) => notePayment(table, holder, payment),
});

const keyOf = (holder: HolderId, { channel, userId }: Account): Item =>
  marshall({ pk: holder, sk: `${prefix}${channel}#${userId}` });

const namingOf = ({ channel, userId, handle, name, picture }: Party) => ({
  channel,
  userId,
  handle,
  name,
  ...(picture === undefined ? {} : { picture }),
});

const contactOf = (item: Item): Contact => {
  const { pk: _p, sk: _s, largest, ...stored } = unmarshall(item);
  const { saved = false, trusted = false, times = 0 } = stored as Partial<Contact>;
  const known = { ...(stored as Party & Pick<Contact, "lastAt">), saved, trusted, times };
  return largest === undefined ? known : { ...known, largest: BigInt(largest as number) };
};

const getContact = async ({ client, table }: Table, key: Item): Promise<Contact | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item && contactOf(Item);
};

const listContacts = async ({ client, table }: Table, holder: HolderId): Promise<readonly Contact[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :holder AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: marshall({ ":holder": holder, ":prefix": prefix }),
        ConsistentRead: true,
        Limit: maximumContacts - items.length,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < maximumContacts);
  return items.map(contactOf);
};

type Condition = { readonly expression: string; readonly values: Record<string, unknown> };

/** The contact as it is then; undefined where the condition does not hold. */
const update = async (
  { client, table }: Table,
  key: Item,
  { change, condition }: { readonly change: Record<string, unknown>; readonly condition?: Condition },
): Promise<Contact | undefined> => {
  const names = Object.keys(change);
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: key,
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall({
          ...Object.fromEntries(names.map((name) => [`:${name}`, change[name]])),
          ...condition?.values,
        }),
        ...(condition === undefined ? {} : { ConditionExpression: condition.expression }),
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes && contactOf(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};

/** Somebody who approves many payments to one payee at the same moment has them counted by one another's side. */
const attempts = 10;

/** Condition expressions have no maximum: what is there is read, and written over only as it was read. */
const notePayment = async (
  table: Table,
  holder: HolderId,
  { payee, amount, at }: Parameters<ContactStore["notePayment"]>[1],
): Promise<void> => {
  const key = keyOf(holder, payee);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const known = await getContact(table, key);
    if (known?.lastAt !== undefined && known.lastAt >= at) return;
    const largest = known?.largest !== undefined && known.largest > amount ? known.largest : amount;
    const change = { ...namingOf(payee), times: (known?.times ?? 0) + 1, largest, lastAt: at };
    const condition =
      known?.lastAt === undefined
        ? { expression: "attribute_not_exists(lastAt)", values: {} }
        : { expression: "lastAt = :readAt", values: { ":readAt": known.lastAt } };
    if ((await update(table, key, { change, condition })) !== undefined) return;
  }
};
