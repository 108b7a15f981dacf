import { describe, expect, it } from "vitest";
import { deliverBatch, type Delivery, type Discarded } from "../../../local/event-sources/deliver-batch.ts";
import type { StreamRecord } from "../../../local/event-sources/stream-record.ts";
import type { Outcome } from "../../../local/workers/instance.ts";

const nowMs = 1_000_000;

const record = (sequence: number, ageMs = 0): StreamRecord => ({
  eventID: String(sequence),
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: String(sequence),
    ApproximateCreationDateTime: (nowMs - ageMs) / 1_000,
    Keys: { id: { S: String(sequence) } },
  },
});

const sequencesOf = (records: readonly StreamRecord[]) =>
  records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));

const answered: Outcome = { ok: true, requestId: "r", value: { batchItemFailures: [] } };
const failed: Outcome = { ok: false, requestId: "r", fault: { errorType: "E", errorMessage: "", stack: "" } };
const failedAt = (sequence: number): Outcome => ({
  ok: true,
  requestId: "r",
  value: { batchItemFailures: [{ itemIdentifier: String(sequence) }] },
});

/** Delivers records 1 to `count` to a function that answers as `react` says, and tells what it saw. */
const run = async (
  react: (sequences: readonly number[], invocation: number) => Outcome,
  options: { mapping?: Partial<Delivery["mapping"]>; records?: readonly StreamRecord[]; retries?: number } = {},
) => {
  const invocations: number[][] = [];
  const discarded: (Pick<Discarded, "condition"> & { sequences: number[] })[] = [];
  const records = options.records ?? [1, 2, 3, 4].map((sequence) => record(sequence));
  const finished = await deliverBatch(records, {
    mapping: {
      bisects: false,
      maximumAgeMs: undefined,
      maximumRetries: 2,
      reportsItemFailures: true,
      ...options.mapping,
    },
    invoke: (batch) => {
      invocations.push(sequencesOf(batch));
      return Promise.resolve(react(sequencesOf(batch), invocations.length));
    },
    discard: ({ condition, records: given }) => {
      discarded.push({ condition, sequences: sequencesOf(given) });
      return Promise.resolve();
    },
    mayRetry: (retry) => Promise.resolve(retry <= (options.retries ?? Infinity)),
    now: () => nowMs,
  });
  return { invocations, discarded, finished };
};

describe("the delivery of a batch of a stream", () => {
  it("ends with the first success", async () => {
    expect(await run(() => answered)).toEqual({ invocations: [[1, 2, 3, 4]], discarded: [], finished: true });
  });

  it("goes on from the first record that failed", async () => {
    const { invocations } = await run((_, invocation) => (invocation === 1 ? failedAt(3) : answered));
    expect(invocations).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  it("tries again after an error as often as the mapping says, then sets the batch aside", async () => {
    const { invocations, discarded } = await run(() => failed);
    expect(invocations).toHaveLength(3);
    expect(discarded).toEqual([{ condition: "RetryAttemptsExhausted", sequences: [1, 2, 3, 4] }]);
  });

  it("tries without an end where the mapping sets none", async () => {
    const react = (_: unknown, invocation: number) => (invocation < 50 ? failed : answered);
    const { invocations, discarded } = await run(react, { mapping: { maximumRetries: undefined } });
    expect([invocations.length, discarded]).toEqual([50, []]);
  });

  it("bisects after an error until the poisoned record stands alone, which alone is set aside", async () => {
    const react = (sequences: readonly number[]) => (sequences.includes(3) ? failed : answered);
    const { invocations, discarded } = await run(react, { mapping: { bisects: true } });
    expect(invocations).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [4]]);
    expect(discarded).toEqual([{ condition: "RetryAttemptsExhausted", sequences: [3] }]);
  });

  it("bisects at the sequence number that a partial failure names", async () => {
    const react = (sequences: readonly number[]) => (sequences.includes(3) ? failedAt(3) : answered);
    const { invocations, discarded } = await run(react, { mapping: { bisects: true, maximumRetries: 1 } });
    expect(invocations).toEqual([
      [1, 2, 3, 4],
      [3, 4],
      [3, 4],
    ]);
    expect(discarded).toEqual([{ condition: "RetryAttemptsExhausted", sequences: [3, 4] }]);
  });

  it("sets aside what is too old, before and between attempts", async () => {
    const records = [record(1, 5_000), record(2, 10)];
    const { invocations, discarded } = await run(() => answered, { mapping: { maximumAgeMs: 1_000 }, records });
    expect(discarded).toEqual([{ condition: "RecordAgeExceeded", sequences: [1] }]);
    expect(invocations).toEqual([[2]]);
  });

  it("says that it did not come to an end when everything stops", async () => {
    const { finished, discarded } = await run(() => failed, { retries: 1 });
    expect([finished, discarded]).toEqual([false, []]);
  });
});
