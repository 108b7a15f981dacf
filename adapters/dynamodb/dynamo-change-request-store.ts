import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { RequestId } from "../../core/ids.ts";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import { fromChangeRequestItem, requestBucket, requestDueAt, toChangeRequestItem } from "./change-request-item.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** So many at a time: those that remain are due the next time too. */
const dueAtATime = 100;

/** `ChangeRequestStore` in the intents table, under ids that no intent has. */
export const createDynamoChangeRequestStore = (table: Table): ChangeRequestStore => ({
  get: async (id) => {
    const Key = marshall({ id });
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key, ConsistentRead: true }));
    return Item && fromChangeRequestItem(Item);
  },
  create: async (request) => {
    const wrote = await unlessRefused(() =>
      table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: toChangeRequestItem(request),
          ConditionExpression: "attribute_not_exists(id)",
        }),
      ),
    );
    return wrote ? "created" : "exists";
  },
  mark: async (id, { state, reason }) => {
    await update(table, id, {
      UpdateExpression: `SET #state = :to${reason === undefined ? "" : ", reason = :reason"} REMOVE dueBucket, dueAt`,
      ExpressionAttributeValues: marshall(
        { ":to": state, ":asked": "asked", ":reason": reason },
        { removeUndefinedValues: true },
      ),
    });
  },
  listDue: async (at) => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.table,
        IndexName: "by-due",
        KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
        ExpressionAttributeValues: marshall({ ":bucket": requestBucket, ":at": at }),
        Limit: dueAtATime,
      }),
    );
    return Items.map((item) => unmarshall(item)["id"] as RequestId);
  },
  touch: async (id, at) => {
    await update(table, id, {
      UpdateExpression: "SET touchedAt = :at, dueAt = :due",
      ExpressionAttributeValues: marshall({ ":at": at, ":due": requestDueAt(at), ":asked": "asked" }),
    });
  },
});

type Change = Required<Pick<UpdateItemCommandInput, "UpdateExpression" | "ExpressionAttributeValues">>;

/** Of what still waits alone: what is done stays done. */
const update = ({ client, table }: Table, id: RequestId, change: Change): Promise<boolean> =>
  unlessRefused(() =>
    client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall({ id }),
        ConditionExpression: "#state = :asked",
        ExpressionAttributeNames: { "#state": "state" },
        ...change,
      }),
    ),
  );
