import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import { LedgerUnavailableError } from "../../adapters/dynamodb/ledger-parts.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { runProcess, type SimulatedProcess } from "../../local/simulation/process.ts";
import type { Random } from "../../local/simulation/random.ts";
import type { World } from "./world.ts";

/** An instance of the ledger as Lambda keeps one: what it has learned stays with it from one invocation to the next. */
export type Instance = { readonly ledger: Ledger; readonly enter: (self: SimulatedProcess) => void };

export const createInstance = (world: World, random: Random): Instance => {
  let current: { readonly self: SimulatedProcess; readonly client: DynamoDBClient } | undefined;
  const inside = () => {
    if (current === undefined) throw new Error("No process has entered the instance.");
    return current;
  };
  const client = { send: (command: never) => inside().client.send(command) } as unknown as DynamoDBClient;
  return {
    ledger: createDynamoLedger({
      client,
      tables: world.tables,
      clock: world.time.clock,
      pace: { sleep: (milliseconds) => inside().self.sleep(milliseconds), random: random.fork("pace").next },
    }),
    enter: (self) =>
      void (current = { self, client: self.using({ send: world.client.send.bind(world.client) } as never) }),
  };
};

/** A process that lives until it dies, and answers calls meanwhile. */
export type Life = {
  readonly ledger: Ledger;
  readonly isAlive: () => boolean;
  /** What the work answers; "lost" when the process died over it. */
  readonly within: <Value>(work: Promise<Value>) => Promise<Value | "lost">;
};

export const startLife = (world: World, random: Random): Life => {
  const instance = createInstance(world, random);
  let self: SimulatedProcess | undefined;
  let onDeath: () => void = () => undefined;
  const options = { time: world.time, random, deathRate: world.weather.death };
  const forever = (process: SimulatedProcess): Promise<never> => {
    self = process;
    return new Promise<never>(() => undefined);
  };
  void runProcess(options, forever).then(() => onDeath());
  if (self === undefined) throw new Error("The process did not begin.");
  instance.enter(self);
  const { isAlive } = self;
  return {
    ledger: instance.ledger,
    isAlive,
    within: (work) =>
      new Promise((resolve, reject) => {
        onDeath = () => resolve("lost");
        work.then(resolve, reject);
      }),
  };
};

const lostAnswers: ReadonlySet<string> = new Set([
  "TimeoutError",
  "InternalServerError",
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionConflictException",
]);

/** Whether the error says no more than that the outcome is not known. Anything else is a defect, and ends the run. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof LedgerUnavailableError ||
  (error instanceof Error && (lostAnswers.has(error.name) || error.message.endsWith(": call again.")));
