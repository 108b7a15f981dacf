import { type CreateTableCommandInput, CreateTableCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { awsModel, type EngineModel } from "../../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedDynamoDb } from "../../../local/simulation/dynamodb/simulated-dynamodb.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";
import { type Weather, weathers } from "../../../local/simulation/weather.ts";

export const table = "things";

const shape: CreateTableCommandInput = {
  TableName: table,
  AttributeDefinitions: ["id", "owner", "at"].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-owner",
      KeySchema: [
        { AttributeName: "owner", KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};

/** Weather with some of the calm one's rates changed. */
export const weatherWith = (requests: Partial<Weather["requests"]>): Weather => ({
  ...weathers.calm,
  requests: { ...weathers.calm.requests, ...requests },
});

/** A table with an index by owner and time, in virtual time. */
export const simulatedTable = async ({
  model = {},
  weather = weathers.calm,
  seed = 1,
}: { readonly model?: Partial<EngineModel>; readonly weather?: Weather; readonly seed?: number } = {}) => {
  const time = createVirtualTime();
  const random = createRandom(seed);
  const { client, meters, stream } = createSimulatedDynamoDb({
    time,
    random,
    model: { ...awsModel, lagMs: 0, ...model },
    weather,
  });
  await client.send(new CreateTableCommand(shape));
  const put = (id: string, more: Record<string, string> = {}) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: { id: { S: id }, ...Object.fromEntries(Object.entries(more).map(([name, S]) => [name, { S }])) },
      }),
    );
  return { time, random, client, meters, stream: stream(table), put };
};
