import { region } from "../template/intrinsics.ts";
import { AwsFault, type CallAws } from "../proxy/call-aws.ts";
import type { LocalFunction } from "../workers/pool.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { deliverBatch, type Delivery, type Discarded } from "./deliver-batch.ts";
import { failureNote } from "./failure-note.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import type { Mapping } from "./mapping.ts";
import { pause } from "./pause.ts";
import type { EventSource } from "./queue-source.ts";
import { sequenceOf, type StreamRecord } from "./stream-record.ts";

type Shard = { readonly ShardId: string; readonly ParentShardId?: string };
type Page = { readonly Records: readonly StreamRecord[]; readonly NextShardIterator?: string };

/** How long a change waits at most before it is seen. */
const pollMs = 60;
/** How often new shards are looked for while the known ones are open. */
const discoveryMs = 1_000;
const readAtOnce = 1_000;
const pauseAfterFaultMs = 1_000;
const longestBackoffMs = 10_000;
const shardEnd = "end";

export type StreamSourceOptions = {
  readonly mapping: Mapping;
  readonly target: LocalFunction;
  /** With the credentials of the function's role. */
  readonly call: CallAws;
  readonly checkpoints: Checkpoints;
  readonly onFault: (line: string) => void;
};

type Parts = StreamSourceOptions & { readonly signal: AbortSignal };

const streams = "DynamoDBStreams_20120810";

const shardsOf = async ({ call, mapping, signal }: Parts): Promise<readonly Shard[]> => {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription } = await call<{
      readonly StreamDescription: { readonly Shards: readonly Shard[]; readonly LastEvaluatedShardId?: string };
    }>(`${streams}.DescribeStream`, { StreamArn: mapping.sourceArn, ExclusiveStartShardId: after }, signal);
    shards.push(...StreamDescription.Shards);
    after = StreamDescription.LastEvaluatedShardId;
  } while (after !== undefined);
  return shards;
};

/** Where to read on in a shard, as `GetShardIterator` takes it. */
type Position =
  | { readonly ShardIteratorType: "TRIM_HORIZON" | "LATEST" }
  | { readonly ShardIteratorType: "AFTER_SEQUENCE_NUMBER"; readonly SequenceNumber: string };

const behind = (SequenceNumber: string): Position => ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber });

const iteratorAt = async ({ call, mapping, signal }: Parts, shard: string, position: Position): Promise<string> => {
  const body = { StreamArn: mapping.sourceArn, ShardId: shard, ...position };
  return (await call<{ ShardIterator: string }>(`${streams}.GetShardIterator`, body, signal)).ShardIterator;
};

/** Records that are trimmed by now are gone; also what DynamoDB Local says of an iterator into a shard that was empty. */
const isTrimmed = (error: unknown): boolean => error instanceof AwsFault && error.type === "TrimmedDataAccessException";

/** As a Lambda event has it; the engine has a region of its own. */
const asEvent = (records: readonly StreamRecord[], { sourceArn }: Mapping) => ({
  Records: records.map((record) => ({ ...record, awsRegion: region, eventSourceARN: sourceArn })),
});

const discard = async (
  { mapping, target, call, onFault }: Parts,
  shard: string,
  discarded: Discarded,
): Promise<void> => {
  const { condition, records } = discarded;
  onFault(`${target.label}: ${records.length} records of ${mapping.logicalId} are given up (${condition})`);
  if (mapping.onFailureArn === undefined) return;
  await call("AmazonSQS.SendMessage", {
    QueueUrl: mapping.onFailureArn.split(":").at(-1),
    MessageBody: JSON.stringify(failureNote(discarded, { shard, streamArn: mapping.sourceArn, target })),
  });
};

/** Says what is wrong, once the fault is not merely that everything stops, and waits a little before the next try. */
const report = async ({ target, onFault, signal }: Parts, error: unknown): Promise<void> => {
  if (signal.aborted) return;
  onFault(`${target.label}: ${String(error)}`);
  await pause(pauseAfterFaultMs, signal);
};

const deliveryFor = (parts: Parts, shard: string): Delivery => {
  const { mapping, target, signal } = parts;
  return {
    mapping,
    invoke: (records) => target.invoke(asEvent(records, mapping)),
    discard: (discarded) => discard(parts, shard, discarded),
    mayRetry: async (retry) => {
      await pause(Math.min(longestBackoffMs, 100 * 2 ** retry), signal);
      return !signal.aborted;
    },
    now: Date.now,
  };
};

const lanesFor = (parts: Parts, shard: string): Lanes => {
  const { mapping, checkpoints, signal } = parts;
  const delivery = deliveryFor(parts, shard);
  return createLanes({
    count: mapping.parallelisation,
    batchSize: mapping.batchSize,
    onProgress: (sequenceNumber) => checkpoints.set({ mapping: mapping.logicalId, shard, sequenceNumber }),
    deliver: async (batch) => {
      while (!signal.aborted) {
        try {
          return await deliverBatch(batch, delivery);
        } catch (error) {
          await report(parts, error);
        }
      }
      return false;
    },
  });
};

/** Reads a shard until its end, or until everything stops. */
const readShard = async (parts: Parts, shard: string): Promise<void> => {
  const { mapping, call, checkpoints, signal } = parts;
  const lanes = lanesFor(parts, shard);
  const last = checkpoints.get(mapping.logicalId, shard);
  let position: Position = last === undefined ? { ShardIteratorType: mapping.startingPosition } : behind(last);
  let iterator: string | undefined;
  while (!signal.aborted) {
    try {
      iterator ??= await iteratorAt(parts, shard, position);
      const body = { ShardIterator: iterator, Limit: readAtOnce };
      const page: Page = await call<Page>(`${streams}.GetRecords`, body, signal);
      lanes.add(page.Records.filter(mapping.filter));
      const lastRead = page.Records.at(-1);
      if (lastRead !== undefined) position = behind(sequenceOf(lastRead));
      iterator = page.NextShardIterator;
      if (iterator === undefined) break;
      await lanes.atMost(readAtOnce);
      await pause(page.Records.length > 0 ? mapping.windowMs : Math.max(pollMs, mapping.windowMs), signal);
    } catch (error) {
      iterator = undefined;
      if (isTrimmed(error)) position = { ShardIteratorType: "TRIM_HORIZON" };
      await (isTrimmed(error) ? pause(pollMs, signal) : report(parts, error));
    }
  }
  if (signal.aborted) return;
  await lanes.atMost(0);
  checkpoints.set({ mapping: mapping.logicalId, shard, sequenceNumber: shardEnd });
};

/**
 * Reads a table's stream for a function as Lambda does, with the role of the function: every shard once its parent is read
 * to the end, from where the last run stopped. Each record is delivered at least once.
 */
export const startStreamSource = (options: StreamSourceOptions): EventSource => {
  const stopping = new AbortController();
  const parts: Parts = { ...options, signal: stopping.signal };
  const readers = new Map<string, Promise<void>>();
  const { mapping, checkpoints } = options;
  const isRead = (shard: string): boolean => checkpoints.get(mapping.logicalId, shard) === shardEnd;

  const discover = async (): Promise<void> => {
    const shards = await shardsOf(parts);
    const known = new Set(shards.map(({ ShardId }) => ShardId));
    for (const { ShardId, ParentShardId } of shards) {
      const waitsForParent = ParentShardId !== undefined && known.has(ParentShardId) && !isRead(ParentShardId);
      if (readers.has(ShardId) || isRead(ShardId) || waitsForParent) continue;
      readers.set(ShardId, readShard(parts, ShardId));
    }
  };
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await discover().catch((error: unknown) => report(parts, error));
      await pause(discoveryMs, stopping.signal);
    }
    await Promise.all(readers.values());
  };
  const following = follow();
  return {
    stop: () => {
      stopping.abort();
      return following;
    },
  };
};
