import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StreamName } from "../proxy/streams.ts";
import type { Declared } from "../template/declared.ts";

/** The streams that the engine gave to the tables: it chooses the ARNs itself. */
export const streamNames = async (
  client: DynamoDBClient,
  tables: readonly Declared[],
): Promise<readonly StreamName[]> => {
  const found = await Promise.all(
    tables
      .filter(({ properties }) => properties.StreamSpecification !== undefined)
      .map(async ({ name, attributes }) => {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
        return { declaredArn: attributes.StreamArn ?? "", engineArn: Table?.LatestStreamArn ?? "" };
      }),
  );
  return found;
};
