import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import { fromChangeRequestItem, toChangeRequestItem } from "./change-request-item.ts";
import { createDynamoDueRequests, updateAsked } from "./dynamo-due-requests.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `ChangeRequestStore` in the intents table, under ids that no intent has. */
export const createDynamoChangeRequestStore = (table: Table): ChangeRequestStore => ({
  ...createDynamoDueRequests(table),
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
    await updateAsked(table, id, {
      UpdateExpression: `SET #state = :to${reason === undefined ? "" : ", reason = :reason"} REMOVE dueBucket, dueAt`,
      ExpressionAttributeValues: marshall(
        { ":to": state, ":asked": "asked", ":reason": reason },
        { removeUndefinedValues: true },
      ),
    });
  },
});
