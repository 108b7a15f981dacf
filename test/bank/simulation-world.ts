import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AttributeValue } from "aws-lambda";
import { createTables } from "../../local/engines/create-tables.ts";
import { awsModel } from "../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedDynamoDb } from "../../local/simulation/dynamodb/simulated-dynamodb.ts";
import { createRandom } from "../../local/simulation/random.ts";
import { createVirtualTime } from "../../local/simulation/virtual-time.ts";
import { ledgerTables } from "./ledger-tables.ts";
import { createSky } from "./sky.ts";
import type { World, WorldOptions } from "./world.ts";

const hourMs = 3_600_000;
/** What was sent comes again within two weeks, and that once more. */
const longestMs = 60 * 24 * hourMs;
const pageOfChanges = 1_000;

/** The engine in virtual time, as AWS describes it: a day of the bank passes in moments, and the same seed gives the same day. */
export const startSimulation = async ({ seed, weather }: WorldOptions): Promise<World> => {
  const time = createVirtualTime();
  const random = createRandom(seed);
  const sky = createSky(weather);
  const engine = createSimulatedDynamoDb({
    time,
    random: random.fork("engine"),
    model: awsModel,
    weather: sky.weather,
  });
  const { declared, tables } = await ledgerTables();
  // The wallets have no stream in the template: here one tells of every commit.
  const send = (command: { readonly input: object }): Promise<unknown> => {
    if (command instanceof CreateTableCommand && command.input.TableName === tables.wallets) {
      Object.assign(command.input, { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } });
    }
    return engine.client.send(command as never);
  };
  await createTables({ send } as unknown as DynamoDBClient, declared);
  return {
    ...{
      random,
      time,
      queueTime: time,
      restMs: 5 * hourMs,
      sweepMs: hourMs / 60,
      visibilityMs: hourMs / 10,
      functionTimeoutMs: 60_000,
      tables,
    },
    client: engine.client as DynamoDBClient,
    weather: sky.weather,
    calmDown: sky.calmDown,
    watch: (onChange) => void watchStream(engine.stream(tables.wallets), onChange),
    play: time.finish,
    settle: () => time.run(time.now() + longestMs),
    stop: async () => undefined,
  };
};

type Stream = ReturnType<ReturnType<typeof createSimulatedDynamoDb>["stream"]>;
type Image = { readonly [name: string]: AttributeValue };

const watchStream = async (stream: Stream, onChange: Parameters<World["watch"]>[0]): Promise<void> => {
  for (let after = 0; ;) {
    await stream.grown(after);
    const { records, next } = stream.read({ after, limit: pageOfChanges });
    for (const { dynamodb } of records) {
      const image = (dynamodb?.NewImage ?? {}) as Image;
      const amount = (name: string): bigint => BigInt(image[name]?.N ?? 0);
      onChange({ item: image["id"]?.S ?? "", available: amount("available"), held: amount("held") });
    }
    after = next;
  }
};
