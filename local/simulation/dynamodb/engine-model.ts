/** How long the database takes and how much it bears: the one place for the numbers of its model. */
export type EngineModel = {
  /** Of one request, there and back. */
  readonly latencyMs: number;
  /** More for every item of the request. */
  readonly latencyPerItemMs: number;
  /** From a transaction's prepare to its commit: so long it holds its items against all other writes. */
  readonly conflictWindowMs: number;
  /** What one partition key takes, in a table and in an index alike; Infinity: whatever comes. */
  readonly writeUnitsPerSecond: number;
  readonly readUnitsPerSecond: number;
  /** A partition that has been idle takes so many seconds' worth at once. */
  readonly burstSeconds: number;
  /** An index, and a read that is eventually consistent, lag at most so far behind. */
  readonly lagMs: number;
  /** When the SDK's client gives up waiting (adapters/dynamodb/client.ts). */
  readonly clientTimeoutMs: number;
};

/**
 * DynamoDB as AWS describes it: 1,000 write and 3,000 read units a second and partition (guide, "Best practices for
 * designing and using partition keys"), single-digit milliseconds a request; the window of a transaction is measured by
 * nobody but those who met it: about 8 ms.
 */
export const awsModel: EngineModel = {
  latencyMs: 5,
  latencyPerItemMs: 0.1,
  conflictWindowMs: 8,
  writeUnitsPerSecond: 1_000,
  readUnitsPerSecond: 3_000,
  burstSeconds: 0.1,
  lagMs: 20,
  clientTimeoutMs: 3_000,
};

/** Answers in no time, but not in the same instant, and bears anything, as DynamoDB Local does. */
export const tirelessModel: EngineModel = {
  latencyMs: 1,
  latencyPerItemMs: 0,
  conflictWindowMs: 0,
  writeUnitsPerSecond: Infinity,
  readUnitsPerSecond: Infinity,
  burstSeconds: 0,
  lagMs: 0,
  clientTimeoutMs: 3_000,
};
