import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../refusal.ts";
import type { JsonObject } from "../template/assembly.ts";
import { account, region } from "../template/intrinsics.ts";
import type { Declared, Deployment } from "../template/declared.ts";

type TableProperties = Pick<
  CreateTableCommandInput,
  "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "LocalSecondaryIndexes"
> & {
  readonly StreamSpecification?: {
    readonly StreamViewType: "NEW_IMAGE" | "NEW_AND_OLD_IMAGES" | "OLD_IMAGE" | "KEYS_ONLY";
  };
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
};

/** A real engine's client, or the simulation. */
type Sender = Pick<DynamoDBClient, "send">;

/** The tables that the template declares. */
export const declaredTables = (deployment: Deployment): readonly Declared[] =>
  deployment.ofType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table");

const propertiesOf = (properties: JsonObject): TableProperties => properties as unknown as TableProperties;

const creation = (name: string, properties: TableProperties): CreateTableCommandInput => ({
  TableName: name,
  AttributeDefinitions: properties.AttributeDefinitions,
  KeySchema: properties.KeySchema,
  BillingMode: "PAY_PER_REQUEST",
  ...(properties.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes }),
  ...(properties.LocalSecondaryIndexes && { LocalSecondaryIndexes: properties.LocalSecondaryIndexes }),
  ...(properties.StreamSpecification && {
    StreamSpecification: { StreamEnabled: true, StreamViewType: properties.StreamSpecification.StreamViewType },
  }),
});

/** What must be the same for an existing table to be the declared one: keys, indexes and stream, in no particular order. */
const shapeOf = (table: TableDescription | CreateTableCommandInput) => ({
  keys: table.KeySchema,
  indexes: (table.GlobalSecondaryIndexes ?? [])
    .map(({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes = [] } = {} }) =>
      JSON.stringify([IndexName, KeySchema, ProjectionType, [...NonKeyAttributes].sort()]),
    )
    .sort(),
  stream: table.StreamSpecification?.StreamViewType,
});

const existing = async (client: Sender, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const createTable = async (client: Sender, name: string, properties: TableProperties): Promise<void> => {
  const wanted = creation(name, properties);
  const found = await existing(client, name);
  if (found !== undefined) {
    if (isDeepStrictEqual(shapeOf(found), shapeOf(wanted))) return;
    throw new Refusal(`The table ${name} in the data folder is of an older version: start once with --reset.`);
  }
  await client.send(new CreateTableCommand(wanted));
  const ttl = properties.TimeToLiveSpecification;
  if (ttl?.Enabled) await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: ttl }));
};

/** A client of the engine itself, past every proxy and policy. */
export const engineClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: account, secretAccessKey: "local" } });

/** What somebody else's client needs to find the tables. */
export const enginePlace = (endpoint: string) => ({ endpoint, region, account });

/**
 * Creates the declared tables with their indexes, streams and time to live, under the names that `nameOf` gives them.
 * A table that is there already stays as it is; throws a `Refusal` where its keys, indexes or stream differ.
 */
export const createTables = async (
  client: Sender,
  tables: readonly Declared[],
  nameOf = (table: Declared): string => table.name,
): Promise<void> => {
  await Promise.all(tables.map((table) => createTable(client, nameOf(table), propertiesOf(table.properties))));
};
