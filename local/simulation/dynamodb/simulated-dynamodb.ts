import {
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { Random } from "../random.ts";
import type { VirtualTime } from "../virtual-time.ts";
import { drawFate, type Fate, type Weather } from "../weather.ts";
import type { ChangeStream } from "./change-stream.ts";
import { checkParameters, type Database, type Disturbance, type Operation, tableOf } from "./database.ts";
import type { EngineModel } from "./engine-model.ts";
import { internalError, NotSimulatedError, timeoutError } from "./errors.ts";
import { createMeters, type Meters } from "./meters.ts";
import { query } from "./query.ts";
import { batchGetItem, getItem, transactGetItems } from "./reads.ts";
import { scan } from "./scan.ts";
import { deleteItem, putItem, updateItem } from "./single-writes.ts";
import { createTable, deleteTable, describeTable, updateTimeToLive } from "./table-operations.ts";
import { createTransactWrite } from "./transact-write.ts";

export type SimulatedDynamoDb = {
  /** Takes the commands of the SDK, answers as its client does, and throws the SDK's own exceptions. */
  readonly client: Pick<DynamoDBClient, "send">;
  readonly meters: Meters;
  /** Throws for a table that declares no stream. */
  readonly stream: (table: string) => ChangeStream;
};

export type SimulationOptions = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly model: EngineModel;
  readonly weather: Weather;
};

type Command = { readonly input: object; readonly constructor: unknown };
/** What an operation is asked: its type is that of its command, which the table below pairs it with. */
type AnyOperation = Operation<never>;

const operations = (): ReadonlyMap<unknown, AnyOperation> =>
  new Map<unknown, AnyOperation>([
    [GetItemCommand, getItem],
    [PutItemCommand, putItem],
    [UpdateItemCommand, updateItem],
    [DeleteItemCommand, deleteItem],
    [QueryCommand, query],
    [ScanCommand, scan],
    [BatchGetItemCommand, batchGetItem],
    [TransactGetItemsCommand, transactGetItems],
    [TransactWriteItemsCommand, createTransactWrite()],
  ]);

/** What makes tables: outside of time and weather. */
const tableOperations = new Map<unknown, (database: Database, input: never) => object>([
  [CreateTableCommand, createTable],
  [DescribeTableCommand, describeTable],
  [DeleteTableCommand, deleteTable],
  [UpdateTimeToLiveCommand, updateTimeToLive],
]);

const nameOf = (command: Command): string => (command.constructor as { readonly name: string }).name;

/**
 * An in-memory DynamoDB in virtual time: the operations that the adapters use, with conditions, transactions, indexes and
 * streams, the latency, conflict windows and budgets of the model, and the faults of the weather. What it does not know it
 * refuses with a `NotSimulatedError`.
 */
export const createSimulatedDynamoDb = ({ time, random, model, weather }: SimulationOptions): SimulatedDynamoDb => {
  const lagRandom = random.fork("lag");
  const fates = random.fork("fates");
  const mostLagMs = Math.max(model.lagMs, weather.requests.lagMs);
  const database: Database = {
    tables: new Map(),
    model,
    meters: createMeters(),
    random: random.fork("engine"),
    nowMs: time.now,
    epochMs: time.clock,
    pause: (milliseconds) => (milliseconds > 0 ? time.sleep(milliseconds) : Promise.resolve()),
    lagMs: () => (mostLagMs === 0 ? 0 : lagRandom.between(0, mostLagMs)),
  };
  const known = operations();
  const send = async (command: Command): Promise<object> => {
    const operation = known.get(command.constructor);
    if (operation !== undefined) {
      return request(database, { operation, command, time, fate: drawFate(weather, fates) });
    }
    const tableOperation = tableOperations.get(command.constructor);
    if (tableOperation !== undefined) return tableOperation(database, command.input as never);
    throw new NotSimulatedError(`The simulation does not know ${nameOf(command)}.`);
  };
  return {
    client: { send: send as unknown as DynamoDBClient["send"] },
    meters: database.meters,
    stream: (table) => {
      const { stream } = tableOf(database, table);
      if (stream === undefined) throw new Error(`The table ${table} has no stream.`);
      return stream;
    },
  };
};

type Request = {
  readonly operation: AnyOperation;
  readonly command: Command;
  readonly time: VirtualTime;
  readonly fate: Fate;
};

/** There, through the operation, and back: whatever can happen to a request on its way happens here. */
const request = async (database: Database, { operation, command, time, fate }: Request): Promise<object> => {
  const name = nameOf(command);
  checkParameters(name, command.input, operation.parameters);
  const { model, meters } = database;
  const input = command.input as never;
  const wayMs = (model.latencyMs + model.latencyPerItemMs * operation.items(input) + fate.slowMs) / 2;
  const run = async (disturbance?: Disturbance): Promise<object> => operation.run(database, input, disturbance);
  const timeOut = async (): Promise<never> => {
    await database.pause(Math.max(0, model.clientTimeoutMs - wayMs));
    throw timeoutError();
  };
  meters.countRequest(name);
  await database.pause(wayMs);
  try {
    const answer = await answerUnder(fate, { database, operation, time, run, timeOut });
    await database.pause(wayMs + model.latencyPerItemMs * itemsReadFor(answer));
    return { $metadata: {}, ...answer };
  } catch (error) {
    meters.countError(error instanceof Error ? error.name : String(error));
    await database.pause(wayMs);
    throw error;
  }
};

/** What a query or a scan has gone through: nobody knows it before. */
const itemsReadFor = (answer: { readonly ScannedCount?: number }): number => answer.ScannedCount ?? 0;

type Answering = Pick<Request, "operation" | "time"> & {
  readonly database: Database;
  readonly run: (disturbance?: Disturbance) => Promise<object>;
  readonly timeOut: () => Promise<never>;
};

const ignored = (): undefined => undefined;

const answerUnder = async ({ fault }: Fate, answering: Answering): Promise<object> => {
  const { database, operation, time, run, timeOut } = answering;
  switch (fault) {
    case undefined:
      return run();
    case "conflict":
    case "throttle":
      return run(fault);
    case "timeoutBefore":
      return timeOut();
    case "timeoutAfter":
      await run().catch(ignored);
      return timeOut();
    case "timeoutLate": {
      const laterMs = database.model.clientTimeoutMs * database.random.between(1, 3);
      if (operation.isWrite) time.after(laterMs, () => void run().catch(ignored));
      return timeOut();
    }
    case "serverError":
      if (database.random.chance(0.5)) await run().catch(ignored);
      throw internalError();
  }
};
