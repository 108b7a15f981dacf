import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pace } from "../../adapters/dynamodb/pace.ts";
import type { Clock } from "../../core/clock.ts";
import { createTables } from "../../local/engines/create-tables.ts";
import { tirelessModel } from "../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedDynamoDb } from "../../local/simulation/dynamodb/simulated-dynamodb.ts";
import { createRandom } from "../../local/simulation/random.ts";
import { createVirtualTime } from "../../local/simulation/virtual-time.ts";
import { weathers } from "../../local/simulation/weather.ts";
import { startTables, tableNamed, type TableName, templateTables } from "./tables.ts";

/** A database with the template's tables, empty, and the time that passes in it. */
export type EngineUnderTest = {
  readonly client: DynamoDBClient;
  readonly tableName: (logical: TableName) => string;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly stop: () => Promise<void>;
};

export type Engine = { readonly name: string; readonly start: () => Promise<EngineUnderTest> };

const dynamoDbLocal: Engine = {
  name: "DynamoDB Local",
  start: async () => {
    const { client, tableName, stop } = await startTables();
    const pace = { sleep: (milliseconds: number) => sleep(milliseconds), random: Math.random };
    return { client, tableName, clock: Date.now, pace, stop };
  },
};

const simulation: Engine = {
  name: "the simulation",
  start: async () => {
    const time = createVirtualTime({ playsAlone: true });
    const random = createRandom(1);
    const { client } = createSimulatedDynamoDb({ time, random, model: tirelessModel, weather: weathers.calm });
    const declared = await templateTables();
    await createTables(client, declared);
    return {
      client: client as DynamoDBClient,
      tableName: (logical) => tableNamed(declared, logical).name,
      clock: time.clock,
      pace: { sleep: time.sleep, random: random.fork("pace").next },
      stop: async () => undefined,
    };
  },
};

/** What a contract of the database is held against: the stand-in must answer as the engine does. */
export const engines: readonly Engine[] = [dynamoDbLocal, simulation];
