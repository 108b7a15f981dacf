import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pace } from "../../adapters/dynamodb/pace.ts";
import type { Clock } from "../../core/clock.ts";
import { tirelessModel } from "../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedCloud } from "../../local/simulation/simulated-cloud.ts";
import { startTables, type TableName, templateDeployment } from "./tables.ts";

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
    const deployment = await templateDeployment();
    const { time, random, dynamodb, tableName } = await createSimulatedCloud({
      deployment,
      seed: 1,
      model: tirelessModel,
      playsAlone: true,
    });
    return {
      client: dynamodb.client as DynamoDBClient,
      tableName: (logical) => tableName(logical.toLowerCase()),
      clock: time.clock,
      pace: { sleep: time.sleep, random: random.fork("pace").next },
      stop: async () => undefined,
    };
  },
};

/** What a contract of the database is held against: the stand-in must answer as the engine does. */
export const engines: readonly Engine[] = [dynamoDbLocal, simulation];
