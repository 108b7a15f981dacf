import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { DeliveryRecord, Outage } from "../../core/channel/delivery-record.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `DeliveryRecord` in the intents table, under ids that no intent has: the relay leaves them out. */
export const createDynamoDeliveryRecord = (table: Table): DeliveryRecord => ({
  heard: async (channel, at) => {
    await unlessRefused(table, {
      Key: marshall({ id: `heard#${channel}` }),
      UpdateExpression: "SET #at = :at",
      ConditionExpression: "attribute_not_exists(id) OR #at < :at",
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: marshall({ ":at": at }),
    });
  },
  lastHeard: async (channel) => (await get<{ at: string }>(table, `heard#${channel}`))?.at,
  readUntil: async (channel) => (await get<{ at: string }>(table, `mentions#${channel}`))?.at,
  setReadUntil: (channel, at) => put(table, { id: `mentions#${channel}`, at }),
  outage: async (channel) => {
    const kept = await get<Outage & { ended: boolean }>(table, `outage#${channel}`);
    return kept && !kept.ended ? { since: kept.since, ...(kept.replay ? { replay: kept.replay } : {}) } : undefined;
  },
  setOutage: (channel, outage) => put(table, { id: `outage#${channel}`, ...outage, ended: false }),
  endOutage: async (channel, jobId) => {
    const ended = await unlessRefused(table, {
      Key: marshall({ id: `outage#${channel}` }),
      UpdateExpression: "SET #ended = :yes",
      ConditionExpression: "#replay.#job = :job AND #ended = :no",
      ExpressionAttributeNames: { "#ended": "ended", "#replay": "replay", "#job": "jobId" },
      ExpressionAttributeValues: marshall({ ":yes": true, ":no": false, ":job": jobId }),
    });
    return ended ? "ended" : "unknown";
  },
});

const get = async <Value>({ client, table }: Table, id: string): Promise<Value | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: marshall({ id }), ConsistentRead: true }),
  );
  return Item ? (unmarshall(Item) as Value) : undefined;
};

const put = async ({ client, table }: Table, item: object): Promise<void> => {
  await client.send(new PutItemCommand({ TableName: table, Item: marshall(item, { removeUndefinedValues: true }) }));
};

/** Whether the condition held. */
const unlessRefused = async ({ client, table }: Table, update: Omit<UpdateItemCommandInput, "TableName">) => {
  try {
    await client.send(new UpdateItemCommand({ TableName: table, ...update }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
