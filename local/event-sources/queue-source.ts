import { account, region } from "../template/intrinsics.ts";
import type { CallAws } from "../proxy/call-aws.ts";
import type { LocalFunction } from "../workers/pool.ts";
import { failedItems } from "./item-failures.ts";
import type { Mapping } from "./mapping.ts";
import { pause } from "./pause.ts";

/** A message as `ReceiveMessage` gives it. */
type ReceivedMessage = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }>
  >;
};

export type EventSource = { readonly stop: () => Promise<void> };

const longPollSeconds = 20;
const receivedAtOnce = 10;
/** What AWS begins with where the mapping sets no limit. */
const defaultConcurrency = 5;
const pauseAfterFaultMs = 1_000;

const queueUrlOf = (arn: string): string =>
  `https://sqs.${region}.amazonaws.com/${account}/${arn.slice(arn.lastIndexOf(":") + 1)}`;

const messageAttributes = (attributes: ReceivedMessage["MessageAttributes"]) =>
  Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  );

/** A message as Lambda hands it to a function. */
const recordOf = (message: ReceivedMessage, sourceArn: string) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: messageAttributes(message.MessageAttributes),
  md5OfBody: message.MD5OfBody,
  eventSource: "aws:sqs",
  eventSourceARN: sourceArn,
  awsRegion: region,
});

/** A filter looks into a body that is JSON; any other body is one text. */
const filterable = (message: ReceivedMessage, sourceArn: string) => {
  const record = recordOf(message, sourceArn);
  try {
    return { ...record, body: JSON.parse(message.Body) as unknown };
  } catch {
    return record;
  }
};

type Parts = {
  readonly mapping: Mapping;
  readonly target: LocalFunction;
  /** With the credentials of the function's role. */
  readonly call: CallAws;
  readonly signal: AbortSignal;
};

const receive = async ({ mapping, call, signal }: Parts, count: number, waitSeconds: number) => {
  const answer = await call<{ readonly Messages?: readonly ReceivedMessage[] }>(
    "AmazonSQS.ReceiveMessage",
    {
      QueueUrl: queueUrlOf(mapping.sourceArn),
      MaxNumberOfMessages: Math.min(count, receivedAtOnce),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    },
    signal,
  );
  return answer.Messages ?? [];
};

/** Up to a whole batch: what is there at once, and with a window what comes until it closes. */
const gather = async (parts: Parts): Promise<readonly ReceivedMessage[]> => {
  const { batchSize, windowMs } = parts.mapping;
  const batch = [...(await receive(parts, batchSize, longPollSeconds))];
  const closesAt = Date.now() + windowMs;
  for (let left = windowMs; batch.length > 0 && batch.length < batchSize && left > 0; left = closesAt - Date.now()) {
    batch.push(...(await receive(parts, batchSize - batch.length, Math.max(1, Math.floor(left / 1_000)))));
  }
  return batch;
};

const remove = async ({ mapping, call }: Parts, messages: readonly ReceivedMessage[]): Promise<void> => {
  for (let start = 0; start < messages.length; start += receivedAtOnce) {
    const entries = messages.slice(start, start + receivedAtOnce);
    await call("AmazonSQS.DeleteMessageBatch", {
      QueueUrl: queueUrlOf(mapping.sourceArn),
      Entries: entries.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    });
  }
};

/** Messages that fail stay in the queue until their visibility ends, and after enough tries go to the dead-letter queue. */
const deliver = async (parts: Parts, messages: readonly ReceivedMessage[]): Promise<void> => {
  const { mapping, target } = parts;
  const wanted = messages.filter((message) => mapping.filter(filterable(message, mapping.sourceArn)));
  const unwanted = messages.filter((message) => !wanted.includes(message));
  if (unwanted.length > 0) await remove(parts, unwanted);
  if (wanted.length === 0) return;
  const outcome = await target.invoke({ Records: wanted.map((message) => recordOf(message, mapping.sourceArn)) });
  const failed = failedItems(
    outcome,
    wanted.map(({ MessageId }) => MessageId),
    mapping,
  );
  const done = wanted.filter(({ MessageId }) => !failed.includes(MessageId));
  if (done.length > 0) await remove(parts, done);
};

/**
 * Polls a queue for a function as Lambda does, with the role of the function: at most `maximumConcurrency` batches at
 * once. Stopping waits for the batches that are under way.
 */
export const startQueueSource = (options: Omit<Parts, "signal"> & { onFault: (line: string) => void }): EventSource => {
  const stopping = new AbortController();
  const parts: Parts = { ...options, signal: stopping.signal };
  const underWay = new Set<Promise<void>>();
  const { mapping, target } = parts;
  const concurrency = mapping.maximumConcurrency ?? defaultConcurrency;

  const fault = async (error: unknown): Promise<void> => {
    if (stopping.signal.aborted) return;
    options.onFault(`${target.label}: ${String(error)}`);
    await pause(pauseAfterFaultMs, stopping.signal);
  };
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (underWay.size >= concurrency) await Promise.race(underWay);
      try {
        const batch = await gather(parts);
        if (batch.length === 0) continue;
        const delivery = deliver(parts, batch)
          .catch(fault)
          .finally(() => underWay.delete(delivery));
        underWay.add(delivery);
      } catch (error) {
        await fault(error);
      }
    }
    await Promise.all(underWay);
  };
  const polling = poll();
  return {
    stop: () => {
      stopping.abort();
      return polling;
    },
  };
};
