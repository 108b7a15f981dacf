import type { SQSClient } from "@aws-sdk/client-sqs";
import { createTables, declaredTables } from "../engines/create-tables.ts";
import { type Mapping, mappingsOf } from "../event-sources/mapping.ts";
import type { Declared, Deployment } from "../template/declared.ts";
import { awsModel, type EngineModel } from "./dynamodb/engine-model.ts";
import { createSimulatedDynamoDb, type SimulatedDynamoDb } from "./dynamodb/simulated-dynamodb.ts";
import { startStreamConsumer, type StreamFunction } from "./dynamodb/stream-consumer.ts";
import { createRandom, type Random } from "./random.ts";
import { type Consumer, type QueueFunction, startQueueConsumer } from "./sqs/queue-consumer.ts";
import { createSimulatedQueue, type SimulatedQueue } from "./sqs/simulated-queue.ts";
import { createSimulatedSqs } from "./sqs/simulated-sqs.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";
import { type Weather, weathers } from "./weather.ts";

/** The template's tables, queues and event sources, in virtual time and under one seed. */
export type SimulatedCloud = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly dynamodb: SimulatedDynamoDb;
  readonly sqs: Pick<SQSClient, "send">;
  /** The name of a table, by what `lib/` calls it ("wallets"). */
  readonly tableName: (label: string) => string;
  /** A queue, by the end of its name ("ledger", "ledger-dead"). */
  readonly queue: (name: string) => SimulatedQueue;
  /** Feeds a function from its queue, as its event source mapping declares. */
  readonly feedFromQueue: (label: string, handle: QueueFunction) => Consumer;
  /** Feeds a function from the stream of a table, as its event source mapping declares. */
  readonly feedFromStream: (label: string, table: string, handle: StreamFunction) => { readonly stop: () => void };
};

export type CloudOptions = {
  readonly deployment: Deployment;
  readonly seed: number | string;
  readonly weather?: Weather;
  readonly model?: EngineModel;
  readonly playsAlone?: boolean;
};

const secondMs = 1_000;

const required = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new Error(`The template declares no ${what}.`);
  return value;
};

type QueueProperties = {
  readonly VisibilityTimeout?: number;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
};

/** The dead-letter queues first: the others name them. */
const createQueues = (
  declared: readonly Declared[],
  parts: { readonly time: VirtualTime; readonly random: Random; readonly weather: Weather },
): readonly SimulatedQueue[] => {
  const made: SimulatedQueue[] = [];
  const policyOf = ({ properties }: Declared) => (properties as QueueProperties).RedrivePolicy;
  const [final, others] = [declared.filter((queue) => !policyOf(queue)), declared.filter(policyOf)];
  for (const queue of [...final, ...others]) {
    const { name, arn, properties } = queue;
    const policy = policyOf(queue);
    const target =
      policy &&
      required(
        made.find((one) => one.arn === policy.deadLetterTargetArn),
        "dead-letter queue",
      );
    made.push(
      createSimulatedQueue({
        ...parts,
        random: parts.random.fork(name),
        name,
        arn,
        visibilityTimeoutMs: ((properties as QueueProperties).VisibilityTimeout ?? 30) * secondMs,
        ...(policy && target && { deadLetters: { queue: target, maxReceiveCount: policy.maxReceiveCount } }),
      }),
    );
  }
  return made;
};

/** Builds the simulation of what the template declares, empty. The same seed, the same run. */
export const createSimulatedCloud = async (options: CloudOptions): Promise<SimulatedCloud> => {
  const { deployment, seed, weather = weathers.calm, model = awsModel, playsAlone = false } = options;
  const time = createVirtualTime({ playsAlone });
  const random = createRandom(seed);
  const dynamodb = createSimulatedDynamoDb({ time, random: random.fork("dynamodb"), model, weather });
  const tables = declaredTables(deployment);
  await createTables(dynamodb.client, tables);
  const queues = createQueues(deployment.ofType("AWS::SQS::Queue"), { time, random, weather });
  const functions = deployment.ofType("AWS::Lambda::Function");
  const mappings = mappingsOf(deployment.ofType("AWS::Lambda::EventSourceMapping"));

  const tableName = (label: string): string =>
    required(tables.find((table) => table.label === label)?.name, `table ${label}`);
  /** A function's mapping to one kind of source, and what both need to run it. */
  const source = (label: string, isWanted: (mapping: Mapping) => boolean) => {
    const { name, arn, properties } = required(
      functions.find((candidate) => candidate.label === label),
      `function ${label}`,
    );
    const mapping = required(
      mappings.find((candidate) => [name, arn].includes(candidate.functionRef) && isWanted(candidate)),
      `such event source of ${label}`,
    );
    const functionTimeoutMs = Number(properties.Timeout ?? 3) * secondMs;
    return { mapping, functionTimeoutMs, time, random: random.fork(`function ${label}`), deathRate: weather.death };
  };
  const queueAt = (arn: string): SimulatedQueue =>
    required(
      queues.find((queue) => queue.arn === arn),
      `queue ${arn}`,
    );
  return {
    time,
    random,
    dynamodb,
    sqs: createSimulatedSqs({ time, random: random.fork("sqs"), weather, queues }),
    tableName,
    queue: (name) =>
      required(
        queues.find((queue) => queue.name.endsWith(`-${name}`)),
        `queue ${name}`,
      ),
    feedFromQueue: (label, handle) => {
      const { mapping, ...parts } = source(label, ({ sourceArn }) => sourceArn.startsWith("arn:aws:sqs:"));
      const { batchSize, maximumConcurrency = 5 } = mapping;
      return startQueueConsumer({ ...parts, queue: queueAt(mapping.sourceArn), batchSize, maximumConcurrency, handle });
    },
    feedFromStream: (label, table, handle) => {
      const name = tableName(table);
      const { mapping, ...parts } = source(label, ({ sourceArn }) => sourceArn.includes(`:table/${name}/stream/`));
      const { onFailureArn } = mapping;
      const onDiscarded = (discarded: object): void => {
        if (onFailureArn !== undefined) queueAt(onFailureArn).send({ body: JSON.stringify(discarded) });
      };
      return startStreamConsumer({ ...parts, stream: dynamodb.stream(name), mapping, onDiscarded, handle });
    },
  };
};
