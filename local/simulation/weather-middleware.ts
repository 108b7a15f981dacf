import type { CancellationReason, TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  internalError,
  throttled,
  throttledReason,
  timeoutError,
  transactionCancelled,
  transactionConflict,
} from "./dynamodb/errors.ts";
import { type ConflictWindows, createConflictWindows } from "./conflict-windows.ts";
import type { Random } from "./random.ts";
import { type MiddlewareClient, type Next, useMiddleware } from "./sdk-middleware.ts";
import { drawFate, type Fate, strickenItems, type Weather } from "./weather.ts";

export type DatabaseWeatherOptions = {
  readonly weather: Weather;
  readonly random: Random;
  /** The key attributes of each table, by its name: a `Put` does not say which of its attributes they are. */
  readonly keyNames: Readonly<Record<string, readonly string[]>>;
  /** Real time: what the weather delays is delayed. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  /** So long a transaction keeps its items from all other writes, from its start on. */
  readonly conflictWindowMs: number;
};

/** What hangs over a client: requests that will still be carried out though their sender has given up. */
export type WeatherStation = { readonly settled: () => Promise<void> };

type Target = {
  readonly TableName?: string | undefined;
  readonly Key?: object | undefined;
  readonly Item?: object | undefined;
};
type Input = Target & { readonly TransactItems?: readonly (TransactWriteItem & TransactGetItem)[] };

const writes: ReadonlySet<string> = new Set(["PutItemCommand", "UpdateItemCommand", "DeleteItemCommand"]);
const transactions: ReadonlySet<string> = new Set(["TransactWriteItemsCommand", "TransactGetItemsCommand"]);

/** The items that a request writes, or reads in a transaction, in its order. */
const targetsOf = (command: string, input: Input): readonly Target[] => {
  if (writes.has(command)) return [input];
  if (!transactions.has(command)) return [];
  return (input.TransactItems ?? []).map(
    ({ Put, Update, Delete, ConditionCheck, Get }): Target => Put ?? Update ?? Delete ?? ConditionCheck ?? Get ?? {},
  );
};

type Sky = DatabaseWeatherOptions & {
  readonly windows: ConflictWindows;
  readonly keyOf: (target: Target) => string;
  readonly hang: (work: Promise<unknown>) => void;
};

type Call = { readonly command: string; readonly input: Input; readonly next: Next };

const reasonsWith = (
  count: number,
  stricken: ReadonlySet<number>,
  reason: () => CancellationReason,
): CancellationReason[] =>
  Array.from({ length: count }, (_none, at) => (stricken.has(at) ? reason() : { Code: "None" }));

const conflictReason = (): CancellationReason => ({
  Code: "TransactionConflict",
  Message: "Transaction is ongoing for the item",
});

const refuseAsConflict = (command: string, count: number, stricken: ReadonlySet<number>): never => {
  if (writes.has(command)) throw transactionConflict();
  throw transactionCancelled(reasonsWith(count, stricken, conflictReason));
};

/** A transaction that the database cancels for its conditions may be throttled too: both reasons in one answer. */
const mixed = async ({ input, next }: Call, { random }: Sky): Promise<object> => {
  const count = input.TransactItems?.length ?? 0;
  const stricken = strickenItems(count, random);
  const throttle = (): CancellationReason => throttledReason(random.chance(0.5));
  if (random.chance(0.5)) throw transactionCancelled(reasonsWith(count, stricken, throttle));
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    throw transactionCancelled(
      reasons.map((reason, at) => (stricken.has(at) && reason.Code === "None" ? throttle() : reason)),
    );
  }
};

/** The request in the windows of those before it: refused where one of its items is held, holding them otherwise. */
const carryOut = async ({ command, input, next }: Call, sky: Sky): Promise<object> => {
  const targets = targetsOf(command, input);
  if (targets.length === 0) return next();
  const keys = targets.map(sky.keyOf);
  const held = sky.windows.heldAmong(keys);
  if (held.size > 0) return refuseAsConflict(command, targets.length, held);
  if (command !== "TransactWriteItemsCommand") return next();
  const release = sky.windows.hold(keys);
  return next().finally(release);
};

const isWrite = (command: string): boolean => writes.has(command) || command === "TransactWriteItemsCommand";

const answerUnder = async (fault: Fate["fault"], call: Call, sky: Sky): Promise<object> => {
  const { command, input } = call;
  const { random } = sky;
  const run = (): Promise<object> => carryOut(call, sky);
  const count = targetsOf(command, input).length;
  switch (fault) {
    case undefined:
      return run();
    case "conflict":
      return count === 0 ? run() : refuseAsConflict(command, count, strickenItems(count, random));
    case "throttle":
      if (transactions.has(command)) return mixed({ ...call, next: run }, sky);
      throw throttled(random.chance(0.5));
    case "timeoutBefore":
      throw timeoutError();
    case "timeoutAfter":
      await run().catch(() => undefined);
      throw timeoutError();
    case "timeoutLate":
      if (isWrite(command)) sky.hang(sky.sleep(random.between(1, 50)).then(run));
      throw timeoutError();
    case "serverError":
      if (random.chance(0.5)) await run().catch(() => undefined);
      throw internalError();
  }
};

/**
 * Puts a real client of DynamoDB into the weather: conflicts within windows and out of the blue, throttles (also inside
 * cancellation reasons, beside others), latency, answers that are lost before and after the commit. A time-out is told at
 * once, so that a test does not wait for it. The weather stands outside of the SDK's own retries: what it does is what is
 * left after them.
 */
export const addDatabaseWeather = (client: MiddlewareClient, options: DatabaseWeatherOptions): WeatherStation => {
  const hanging = new Set<Promise<unknown>>();
  const sky: Sky = {
    ...options,
    windows: createConflictWindows({ now: options.now, windowMs: options.conflictWindowMs }),
    keyOf: ({ TableName = "", Key, Item }) => {
      const names = options.keyNames[TableName];
      if (names === undefined) throw new Error(`The weather does not know the keys of the table ${TableName}.`);
      const attributes = (Key ?? Item ?? {}) as Readonly<Record<string, unknown>>;
      return JSON.stringify([TableName, ...names.map((name) => attributes[name])]);
    },
    hang: (work) => {
      const done: Promise<unknown> = work.catch(() => undefined).finally(() => hanging.delete(done));
      hanging.add(done);
    },
  };
  useMiddleware(client, "weather", async (command, input, next) => {
    const { fault, slowMs } = drawFate(options.weather, options.random);
    if (slowMs > 0) await options.sleep(slowMs);
    return answerUnder(fault, { command, input, next }, sky);
  });
  return {
    settled: async () => {
      while (hanging.size > 0) await Promise.all(hanging);
    },
  };
};
