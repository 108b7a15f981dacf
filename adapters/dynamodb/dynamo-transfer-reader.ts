import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { TransferReader } from "../../core/proof/transfer-record.ts";
import { text, textOf } from "./attributes.ts";
import { recordOf } from "./transfer-record-item.ts";

/** `TransferReader`, for those who may not post. */
export const createDynamoTransferReader = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): TransferReader => ({
  get: async (id) => {
    if (id === "") return undefined;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: { id: text(id) }, ConsistentRead: true }),
    );
    return Item === undefined || textOf(Item, "status") !== "posted" ? undefined : recordOf(Item);
  },
});
