import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { IntentId } from "../../core/ids.ts";
import type { ReturnMarks } from "../../core/intent/intent-store.ts";
import type { ReturnedPart } from "../../core/intent/intent.ts";
import { unlessRefused } from "./unless-refused.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `ReturnMarks` on the table of the intents. */
export const createDynamoReturnMarks = (table: Table): ReturnMarks => ({
  markReturn: (id, part) => markReturn(table, id, part),
});

/** Two writes, since a map must be there before something is put into it; again they change nothing. */
const markReturn = async (
  { client, table }: Table,
  id: IntentId,
  part: ReturnedPart,
): Promise<"marked" | "already_marked" | "unknown"> => {
  const common = { TableName: table, Key: marshall({ id }) };
  const isThere = await unlessRefused(() =>
    client.send(
      new UpdateItemCommand({
        ...common,
        UpdateExpression: "SET #returns = if_not_exists(#returns, :none)",
        ConditionExpression: "attribute_exists(id)",
        ExpressionAttributeNames: { "#returns": "returns" },
        ExpressionAttributeValues: marshall({ ":none": {} }),
      }),
    ),
  );
  if (!isThere) return "unknown";
  const isNew = await unlessRefused(() =>
    client.send(
      new UpdateItemCommand({
        ...common,
        UpdateExpression: "SET #returns.#transfer = :part",
        ConditionExpression: "attribute_not_exists(#returns.#transfer)",
        ExpressionAttributeNames: { "#returns": "returns", "#transfer": part.debited },
        ExpressionAttributeValues: marshall({ ":part": part }),
      }),
    ),
  );
  return isNew ? "marked" : "already_marked";
};
