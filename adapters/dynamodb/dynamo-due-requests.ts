import { type DynamoDBClient, UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { RequestId } from "../../core/ids.ts";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import { requestBucket, requestDueAt } from "./change-request-item.ts";
import { dueIds } from "./due-ids.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** So many at a time: those that remain are due the next time too. */
const dueAtATime = 100;

/** The half of `ChangeRequestStore` for who asks for nothing himself. */
export const createDynamoDueRequests = (table: Table): Pick<ChangeRequestStore, "listDue" | "touch"> => ({
  listDue: async (at) => (await dueIds(table, { bucket: requestBucket, at, limit: dueAtATime })) as RequestId[],
  touch: async (id, at) => {
    await updateAsked(table, id, {
      UpdateExpression: "SET touchedAt = :at, dueAt = :due",
      ExpressionAttributeValues: marshall({ ":at": at, ":due": requestDueAt(at), ":asked": "asked" }),
    });
  },
});

type Change = Required<Pick<UpdateItemCommandInput, "UpdateExpression" | "ExpressionAttributeValues">>;

/** Of what still waits alone: what is done stays done. */
export const updateAsked = ({ client, table }: Table, id: RequestId, change: Change): Promise<boolean> =>
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
