import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../adapters/dynamodb/attributes.ts";

/** All items of a table, read consistently. */
export const scanTable = async (client: DynamoDBClient, table: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: ScanCommandOutput["LastEvaluatedKey"];
  do {
    const page = new ScanCommand({ TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) });
    const answer: ScanCommandOutput = await client.send(page);
    items.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
};
