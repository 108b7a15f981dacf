import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { type Item, text, textOf } from "./attributes.ts";
import { attemptLimit, backOff, type Pace } from "./pace.ts";
import { patiently } from "./transact.ts";

/** DynamoDB takes so many keys a request. */
const keysPerRequest = 100;

type Reader = { readonly client: DynamoDBClient; readonly pace: Pace };
type Wanted = { readonly table: string; readonly id: string };

/** The items that exist of tables keyed by `id`, each strongly consistent (not all of one moment), by their ids. */
export const readItems = async (reader: Reader, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Item>> => {
  const found = new Map<string, Item>();
  const unique = [...new Map(wanted.map((one) => [`${one.table} ${one.id}`, one])).values()];
  for (let start = 0; start < unique.length; start += keysPerRequest) {
    for (const item of await readBatch(reader, unique.slice(start, start + keysPerRequest))) {
      found.set(textOf(item, "id"), item);
    }
  }
  return found;
};

/** A batch may be answered in part: what is missing of it is asked for again. */
const readBatch = async ({ client, pace }: Reader, wanted: readonly Wanted[]): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let request: BatchGetItemCommandInput["RequestItems"] = requestOf(wanted);
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const command = new BatchGetItemCommand({ RequestItems: request });
    const answer: BatchGetItemCommandOutput = await patiently(pace, () => client.send(command));
    items.push(...Object.values(answer.Responses ?? {}).flat());
    request = answer.UnprocessedKeys;
    if (request === undefined || Object.keys(request).length === 0) return items;
    await backOff(pace, "throttled", attempt);
  }
  throw new Error("The database did not read in time: call again.");
};

const requestOf = (wanted: readonly Wanted[]): Record<string, { Keys: Item[]; ConsistentRead: true }> => {
  const request: Record<string, { Keys: Item[]; ConsistentRead: true }> = {};
  for (const { table, id } of wanted) {
    request[table] ??= { Keys: [], ConsistentRead: true };
    request[table].Keys.push({ id: text(id) });
  }
  return request;
};
