import { createHash } from "node:crypto";
import { sequenceOf, type StreamRecord } from "./stream-record.ts";

/**
 * The records of one shard on their way to a function: in as many lanes as the mapping's parallelisation factor, the
 * changes of one item always in the same lane and in their order. A lane that is held up does not hold up the others.
 */
export type Lanes = {
  readonly add: (records: readonly StreamRecord[]) => void;
  /** Resolves once no more than `count` records are under way. */
  readonly atMost: (count: number) => Promise<void>;
};

export type LanesOptions = {
  readonly count: number;
  readonly batchSize: number;
  /** Answers whether the batch is dealt with: if not, its lane stops for good. */
  readonly deliver: (batch: readonly StreamRecord[]) => Promise<boolean>;
  /** Told the sequence number up to which every record is dealt with. */
  readonly onProgress: (sequenceNumber: string) => void;
};

const laneOf = (record: StreamRecord, count: number): number => {
  const digest = createHash("sha1").update(JSON.stringify(record.dynamodb.Keys)).digest();
  return digest.readUInt32BE() % count;
};

export const createLanes = ({ count, batchSize, deliver, onProgress }: LanesOptions): Lanes => {
  const lanes = Array.from({ length: count }, () => ({ waiting: [] as StreamRecord[], busy: false }));
  /** In the order of the shard. */
  let underWay: { sequenceNumber: string; done: boolean }[] = [];
  let watchers: { count: number; resolve: () => void }[] = [];

  const settle = (batch: readonly StreamRecord[]): void => {
    const settled = new Set(batch.map(sequenceOf));
    for (const entry of underWay) if (settled.has(entry.sequenceNumber)) entry.done = true;
    const firstOpen = underWay.findIndex(({ done }) => !done);
    const dealtWith = underWay.slice(0, firstOpen < 0 ? underWay.length : firstOpen);
    underWay = underWay.slice(dealtWith.length);
    const last = dealtWith.at(-1);
    if (last !== undefined) onProgress(last.sequenceNumber);
    watchers = watchers.filter(({ count: limit, resolve }) => {
      if (underWay.length > limit) return true;
      resolve();
      return false;
    });
  };
  const run = async (lane: (typeof lanes)[number]): Promise<void> => {
    if (lane.busy) return;
    lane.busy = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, batchSize);
      if (!(await deliver(batch))) return;
      settle(batch);
    }
    lane.busy = false;
  };
  return {
    add: (records) => {
      underWay.push(...records.map((record) => ({ sequenceNumber: sequenceOf(record), done: false })));
      for (const record of records) lanes[laneOf(record, count)]?.waiting.push(record);
      for (const lane of lanes) void run(lane);
    },
    atMost: (limit) =>
      new Promise((resolve) => {
        if (underWay.length <= limit) resolve();
        else watchers.push({ count: limit, resolve });
      }),
  };
};
