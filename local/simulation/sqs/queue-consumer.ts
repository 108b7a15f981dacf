import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { createHash } from "node:crypto";
import { failedItems } from "../../event-sources/item-failures.ts";
import { runProcess, type SimulatedProcess } from "../process.ts";
import type { Random } from "../random.ts";
import type { VirtualTime } from "../virtual-time.ts";
import type { Delivered, SimulatedQueue } from "./simulated-queue.ts";

/** One invocation: a process of its own, which may die. */
export type QueueFunction = (event: SQSEvent, self: SimulatedProcess) => Promise<SQSBatchResponse | undefined>;

export type ConsumerOptions = {
  readonly queue: SimulatedQueue;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly deathRate: number;
  readonly batchSize: number;
  readonly maximumConcurrency: number;
  /** Then Lambda ends the invocation: the messages come again. */
  readonly functionTimeoutMs: number;
  readonly handle: QueueFunction;
};

/** How the consumer fared. */
export type Consumer = {
  /** Takes no more messages; what is under way goes on. */
  readonly stop: () => void;
  readonly counts: Readonly<{ batches: number; messages: number; failed: number; died: number }>;
};

const recordOf = ({ arn }: SimulatedQueue, message: Delivered): SQSRecord => ({
  messageId: message.messageId,
  receiptHandle: message.receiptHandle,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.sentAtMs),
    SentTimestamp: String(message.sentAtMs),
    SenderId: "simulation",
    ...(message.group === undefined ? {} : { MessageGroupId: message.group }),
  },
  messageAttributes: {},
  md5OfBody: createHash("md5").update(message.body).digest("hex"),
  eventSource: "aws:sqs",
  eventSourceARN: arn,
  awsRegion: arn.split(":")[3] ?? "",
});

type Invocation =
  { readonly kind: "ended"; readonly value: unknown } | { readonly kind: "died" } | { readonly kind: "failed" };

const invoke = async (options: ConsumerOptions, event: SQSEvent, random: Random): Promise<Invocation> => {
  const { time, deathRate, functionTimeoutMs, handle } = options;
  try {
    return await runProcess({ time, random, deathRate }, (self) => {
      time.after(functionTimeoutMs, self.kill);
      return handle(event, self);
    });
  } catch {
    return { kind: "failed" };
  }
};

const failuresOf = (invocation: Invocation, messages: readonly Delivered[]): ReadonlySet<string> => {
  const ids = messages.map(({ messageId }) => messageId);
  if (invocation.kind !== "ended") return new Set(ids);
  return new Set(failedItems({ ok: true, requestId: "", value: invocation.value }, ids, { reportsItemFailures: true }));
};

/**
 * Feeds a queue to a function as Lambda's event source mapping does: batches of what is there, at most so many at once;
 * what a batch reports as failed, or all of it when the invocation fails, comes again when its visibility ends.
 */
export const startQueueConsumer = (options: ConsumerOptions): Consumer => {
  const { queue, random, batchSize, maximumConcurrency } = options;
  const counts = { batches: 0, messages: 0, failed: 0, died: 0 };
  let isRunning = true;

  const deliver = async (messages: readonly Delivered[]): Promise<void> => {
    counts.batches += 1;
    counts.messages += messages.length;
    const event = { Records: messages.map((message) => recordOf(queue, message)) };
    const invocation = await invoke(options, event, random.fork(counts.batches));
    const failed = failuresOf(invocation, messages);
    if (invocation.kind === "died") counts.died += 1;
    counts.failed += failed.size;
    for (const { messageId, receiptHandle } of messages) if (!failed.has(messageId)) queue.delete(receiptHandle);
  };
  const poll = async (): Promise<void> => {
    while (isRunning) await deliver(await queue.receive(batchSize));
  };
  for (let poller = 0; poller < maximumConcurrency; poller += 1) void poll();
  return { stop: () => (isRunning = false), counts };
};
