import {
  ChangeMessageVisibilityCommand,
  type ChangeMessageVisibilityCommandInput,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  DeleteMessageCommand,
  type DeleteMessageCommandInput,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { internalError, NotSimulatedError, throttled, timeoutError } from "../dynamodb/errors.ts";
import type { Random } from "../random.ts";
import type { VirtualTime } from "../virtual-time.ts";
import { drawFate, strickenItems, type Weather } from "../weather.ts";
import type { SimulatedQueue } from "./simulated-queue.ts";

export type SqsOptions = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly weather: Weather;
  readonly queues: readonly SimulatedQueue[];
};

type Command = { readonly input: object; readonly constructor: unknown };
type Handle = (queue: SimulatedQueue, input: never) => object;

/** Of one request, there and back; and when the SDK's client gives up. */
const [latencyMs, timeoutMs] = [5, 3_000];

const secondMs = 1_000;
const mostAtOnce = 10;

const sendMessage = (queue: SimulatedQueue, input: SendMessageCommandInput): object => ({
  MessageId: queue.send({
    body: input.MessageBody ?? "",
    group: input.MessageGroupId,
    delayMs: (input.DelaySeconds ?? 0) * secondMs,
  }),
});

const sendBatch = (queue: SimulatedQueue, { Entries = [] }: SendMessageBatchCommandInput): object => ({
  Successful: Entries.map((entry) => ({ Id: entry.Id, ...sendMessage(queue, { QueueUrl: undefined, ...entry }) })),
});

const receiveMessage = (queue: SimulatedQueue, input: ReceiveMessageCommandInput): object => ({
  Messages: queue.receiveNow(Math.min(mostAtOnce, input.MaxNumberOfMessages ?? 1)).map((message) => ({
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    Attributes: { ApproximateReceiveCount: String(message.receiveCount) },
  })),
});

const deleteMessage = (queue: SimulatedQueue, { ReceiptHandle = "" }: DeleteMessageCommandInput): object => {
  queue.delete(ReceiptHandle);
  return {};
};

const deleteBatch = (queue: SimulatedQueue, { Entries = [] }: DeleteMessageBatchCommandInput): object => {
  for (const { ReceiptHandle = "" } of Entries) queue.delete(ReceiptHandle);
  return { Successful: Entries.map(({ Id }) => ({ Id })) };
};

const changeVisibility = (queue: SimulatedQueue, input: ChangeMessageVisibilityCommandInput): object => {
  queue.changeVisibility(input.ReceiptHandle ?? "", (input.VisibilityTimeout ?? 0) * secondMs);
  return {};
};

const operations = new Map<unknown, Handle>([
  [SendMessageCommand, sendMessage],
  [SendMessageBatchCommand, sendBatch],
  [ReceiveMessageCommand, receiveMessage],
  [DeleteMessageCommand, deleteMessage],
  [DeleteMessageBatchCommand, deleteBatch],
  [ChangeMessageVisibilityCommand, changeVisibility],
]);

/** Of a batch SQS may refuse some, and says which. */
const sendSomeOf = (queue: SimulatedQueue, input: SendMessageBatchCommandInput, random: Random): object => {
  const entries = input.Entries ?? [];
  const refused = strickenItems(entries.length, random);
  return {
    ...sendBatch(queue, { ...input, Entries: entries.filter((_entry, at) => !refused.has(at)) }),
    Failed: entries
      .filter((_entry, at) => refused.has(at))
      .map(({ Id }) => ({ Id, Code: "InternalError", SenderFault: false })),
  };
};

/** Takes the commands of the SDK and answers as its client does: queues are found by the last part of their URL. */
export const createSimulatedSqs = ({ time, random, weather, queues }: SqsOptions): Pick<SQSClient, "send"> => {
  const fates = random.fork("sqs");
  const queueOf = (input: { readonly QueueUrl?: string }): SimulatedQueue => {
    const name = input.QueueUrl?.split("/").at(-1);
    const queue = queues.find((candidate) => candidate.name === name);
    if (queue === undefined) throw new QueueDoesNotExist({ $metadata: {}, message: `There is no queue ${name}.` });
    return queue;
  };
  const answerTo = async (command: Command): Promise<object> => {
    const handle = operations.get(command.constructor);
    if (handle === undefined) throw new NotSimulatedError(`The simulation does not know this command of SQS.`);
    const queue = queueOf(command.input);
    const run = (): object => handle(queue, command.input as never);
    const { fault, slowMs } = drawFate(weather, fates);
    await time.sleep(latencyMs + slowMs);
    switch (fault) {
      case undefined:
      case "conflict":
        return run();
      case "throttle":
        if (handle === (sendBatch as Handle)) return sendSomeOf(queue, command.input as never, fates);
        throw throttled(true);
      case "serverError":
        if (fates.chance(0.5)) run();
        throw internalError();
      case "timeoutBefore":
      case "timeoutAfter":
      case "timeoutLate":
        if (fault === "timeoutAfter") run();
        if (fault === "timeoutLate") time.after(2 * timeoutMs, run);
        await time.sleep(timeoutMs);
        throw timeoutError();
    }
  };
  const send = async (command: Command): Promise<object> => ({ $metadata: {}, ...(await answerTo(command)) });
  return { send: send as unknown as SQSClient["send"] };
};
