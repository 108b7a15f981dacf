import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { deliverBatch, type Delivery, type Discarded } from "../../event-sources/deliver-batch.ts";
import type { Mapping } from "../../event-sources/mapping.ts";
import type { StreamRecord } from "../../event-sources/stream-record.ts";
import type { Outcome } from "../../workers/instance.ts";
import { runProcess, type SimulatedProcess } from "../process.ts";
import type { Random } from "../random.ts";
import type { VirtualTime } from "../virtual-time.ts";
import type { ChangeStream } from "./change-stream.ts";

export type StreamFunction = (
  event: DynamoDBStreamEvent,
  self: SimulatedProcess,
) => Promise<DynamoDBBatchResponse | undefined>;

export type StreamConsumerOptions = {
  readonly stream: ChangeStream;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly deathRate: number;
  readonly mapping: Delivery["mapping"] & Pick<Mapping, "batchSize" | "filter">;
  readonly functionTimeoutMs: number;
  /** What was given up: tried too often, or grown too old. */
  readonly onDiscarded: (discarded: Discarded) => void;
  readonly handle: StreamFunction;
};

/** Lambda waits longer after each failure, up to a minute. */
const retryMs = (retry: number): number => Math.min(60_000, 500 * 2 ** (retry - 1));

/** Lambda reads a stream so often (its guide, "Polling and batching streams"). */
const pollMs = 250;

/** Feeds a stream to a function as Lambda's event source mapping does, each record until it is done, in order. */
export const startStreamConsumer = (options: StreamConsumerOptions): { readonly stop: () => void } => {
  const { stream, time, random, deathRate, mapping, functionTimeoutMs, onDiscarded, handle } = options;
  let isRunning = true;
  let invocations = 0;
  const failed = (requestId: string, message: string): Outcome => ({
    ok: false,
    requestId,
    fault: { errorType: "Error", errorMessage: message, stack: "" },
  });
  const invoke = async (records: readonly StreamRecord[]): Promise<Outcome> => {
    const requestId = String((invocations += 1));
    try {
      const end = await runProcess({ time, random: random.fork(invocations), deathRate }, (self) => {
        time.after(functionTimeoutMs, self.kill);
        return handle({ Records: records } as DynamoDBStreamEvent, self);
      });
      return end.kind === "ended" ? { ok: true, requestId, value: end.value } : failed(requestId, "It died.");
    } catch (error) {
      return failed(requestId, String(error));
    }
  };
  const deliver = (records: readonly StreamRecord[]): Promise<boolean> =>
    deliverBatch(records.filter(mapping.filter), {
      mapping,
      invoke,
      discard: async (discarded) => onDiscarded(discarded),
      mayRetry: async (retry) => {
        await time.sleep(retryMs(retry));
        return isRunning;
      },
      now: time.clock,
    });
  const poll = async (): Promise<void> => {
    for (let after = 0; isRunning;) {
      await stream.grown(after);
      await time.sleep(random.between(0, pollMs));
      const page = stream.read({ after, limit: mapping.batchSize });
      await deliver(page.records as readonly StreamRecord[]);
      after = page.next;
    }
  };
  void poll();
  return { stop: () => void (isRunning = false) };
};
