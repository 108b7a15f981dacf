import type { Outcome } from "../workers/instance.ts";
import { failedItems } from "./item-failures.ts";
import type { Mapping } from "./mapping.ts";
import { createdMs, sequenceOf, type StreamRecord } from "./stream-record.ts";

type Batch = readonly StreamRecord[];

/** What the mapping gave up, and why, in Lambda's own words. */
export type Discarded = {
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly records: Batch;
  readonly attempts: number;
  readonly requestId: string;
};

export type Delivery = {
  readonly mapping: Pick<Mapping, "bisects" | "maximumAgeMs" | "maximumRetries" | "reportsItemFailures">;
  readonly invoke: (records: Batch) => Promise<Outcome>;
  readonly discard: (discarded: Discarded) => Promise<void>;
  /** Before the given retry, counted from 1. Answers false when there is to be none, since everything stops. */
  readonly mayRetry: (retry: number) => Promise<boolean>;
  readonly now: () => number;
};

type Work = { readonly records: Batch; readonly attempts: number; readonly requestId: string };

const halves = (records: Batch): readonly Batch[] => {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)];
};

/** What is to be tried again after a failure, in order. Bisecting does not use up a retry; nor does progress. */
const remaining = ({ records, attempts }: Work, outcome: Outcome, { mapping }: Delivery): readonly Work[] => {
  const failed = failedItems(outcome, records.map(sequenceOf), mapping);
  if (failed.length === 0) return [];
  const { requestId } = outcome;
  if (!outcome.ok && mapping.bisects && records.length > 1) {
    return halves(records).map((half) => ({ records: half, attempts, requestId }));
  }
  const first = records.findIndex((record) => failed.includes(sequenceOf(record)));
  return [{ records: records.slice(first), attempts: first > 0 ? 0 : attempts + 1, requestId }];
};

/** Sets aside what has become too old, or was tried too often. */
const withoutLost = async ({ records, attempts, requestId }: Work, delivery: Delivery): Promise<Batch> => {
  const { maximumAgeMs, maximumRetries } = delivery.mapping;
  if (maximumRetries !== undefined && attempts > maximumRetries) {
    await delivery.discard({ condition: "RetryAttemptsExhausted", records, attempts, requestId });
    return [];
  }
  if (maximumAgeMs === undefined) return records;
  const isTooOld = (record: StreamRecord): boolean => createdMs(record) < delivery.now() - maximumAgeMs;
  const old = records.filter(isTooOld);
  if (old.length > 0) await delivery.discard({ condition: "RecordAgeExceeded", records: old, attempts, requestId });
  return records.filter((record) => !isTooOld(record));
};

/**
 * Hands a batch of a stream to a function until each of its records is processed or set aside, in order, as Lambda's guide
 * says of streams: a partial failure moves the start to the first record that failed; an error of the function bisects the
 * batch where the mapping wants it; each further failure is a retry. Answers whether it came to an end: false when
 * everything stops before.
 */
export const deliverBatch = async (records: Batch, delivery: Delivery): Promise<boolean> => {
  const work: Work[] = [{ records, attempts: 0, requestId: "" }];
  for (let next = work.shift(); next !== undefined; next = work.shift()) {
    if (next.attempts > 0 && !(await delivery.mayRetry(next.attempts))) return false;
    const living = await withoutLost(next, delivery);
    if (living.length === 0) continue;
    const outcome = await delivery.invoke(living);
    work.unshift(...remaining({ ...next, records: living }, outcome, delivery));
  }
  return true;
};
