import { setTimeout as sleep } from "node:timers/promises";
import { createTables, engineClient } from "../../local/engines/create-tables.ts";
import { startDynamoDbLocal } from "../../local/engines/dynamodb-local.ts";
import { createRandom } from "../../local/simulation/random.ts";
import { addDatabaseWeather } from "../../local/simulation/weather-middleware.ts";
import { createHurriedTime } from "./hurried-time.ts";
import { ledgerTables } from "./ledger-tables.ts";
import { createSky } from "./sky.ts";
import type { World, WorldOptions } from "./world.ts";

/** In the time of the queue a day passes in two seconds; so that its messages come back days later within the run. */
const haste = 40_000;
const visibilityMs = 3_000;
const conflictWindowMs = 8;
/** A backlog takes as long as it takes; what is never done is what nothing becomes of for so long. */
const longestStandstillMs = 60_000;
/** What is slow is slow for less long than in the description: a run is to end. */
const slowness = 0.05;

/** DynamoDB Local in the weather of the middleware. It runs in real time: a seed gives the same requests, not the same order. */
export const startDynamoDb = async ({ seed, weather }: WorldOptions): Promise<World> => {
  const engine = await startDynamoDbLocal();
  const client = engineClient(engine.endpoint);
  const { declared, tables } = await ledgerTables();
  await createTables(client, declared);
  const random = createRandom(seed);
  const sky = createSky(weather);
  const station = addDatabaseWeather(client, {
    weather: sky.weather,
    random: random.fork("engine"),
    keyNames: { [tables.wallets]: ["id"], [tables.transfers]: ["id"], [tables.journal]: ["wallet", "page"] },
    sleep: (milliseconds) => sleep(milliseconds * slowness),
    now: () => performance.now(),
    conflictWindowMs,
  });
  const time = createHurriedTime();
  return {
    ...{ random, time, queueTime: createHurriedTime(haste), restMs: 0, sweepMs: 1_000, tables, client },
    visibilityMs: visibilityMs * haste,
    functionTimeoutMs: visibilityMs,
    weather: sky.weather,
    calmDown: sky.calmDown,
    // The engine tells of no commits: the readings of the customers are what is checked.
    watch: () => undefined,
    play: time.finish,
    settle: async (left) => {
      let least = { count: left(), at: performance.now() };
      while (left() > 0 && performance.now() - least.at < longestStandstillMs) {
        await sleep(20);
        if (left() < least.count) least = { count: left(), at: performance.now() };
      }
      await station.settled();
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
};
