import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { streamNames } from "../../../local/engines/stream-names.ts";
import { startQueueServer, type QueueServer } from "../../../local/engines/queue-server.ts";
import { openCheckpoints, type Checkpoints } from "../../../local/event-sources/checkpoints.ts";
import { mappingsOf } from "../../../local/event-sources/mapping.ts";
import { startQueueSource, type EventSource } from "../../../local/event-sources/queue-source.ts";
import { startStreamSource } from "../../../local/event-sources/stream-source.ts";
import { statementsOf } from "../../../local/policy/statement.ts";
import { callAws, type CallAws } from "../../../local/proxy/call-aws.ts";
import { startProxy, type Proxy } from "../../../local/proxy/proxy.ts";
import type { Resource } from "../../../local/template/assembly.ts";
import { deploymentOf } from "../../../local/template/declared.ts";
import { account, region } from "../../../local/template/intrinsics.ts";
import type { Outcome } from "../../../local/workers/instance.ts";
import type { LocalFunction } from "../../../local/workers/pool.ts";
import { startTables, type Tables } from "../../support/tables.ts";

type Message = { messageId: string; body: string; attributes: Record<string, string> };
type Change = { eventSourceARN: string; dynamodb: { SequenceNumber: string; Keys: { id: { S: string } } } };

const arn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
const queueUrl = (name: string) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;

let tables: Tables;
let queues: QueueServer;
let proxy: Proxy;
let call: CallAws;
let queue: string;
let sources: EventSource[] = [];

/** A function that remembers what it was given, and answers as the test says. */
const recorder = <Item>(react: (items: readonly Item[]) => unknown) => {
  const batches: (readonly Item[])[] = [];
  const invoke = (event: unknown): Promise<Outcome> => {
    const { Records } = event as { Records: readonly Item[] };
    batches.push(Records);
    const value = react(Records);
    const fault = { errorType: "Error", errorMessage: "on purpose", stack: "" };
    return Promise.resolve(
      value === "error" ? { ok: false, requestId: "r", fault } : { ok: true, requestId: "r", value: value ?? null },
    );
  };
  const target = { label: "test", name: "f", arn: "arn:f", timeoutMs: 1_000, invoke } as unknown as LocalFunction;
  return { target, batches, seen: () => batches.flat() };
};

const declare = (resources: Record<string, Resource>) =>
  deploymentOf([{ name: "app", template: { Resources: resources }, assetPath: () => undefined }]);

const mapping = (properties: object) => {
  const M = { Type: "AWS::Lambda::EventSourceMapping", Properties: { FunctionName: "f", ...properties } as never };
  const [read] = mappingsOf(declare({ M }).ofType("AWS::Lambda::EventSourceMapping"));
  if (read === undefined) throw new Error("the mapping is switched off");
  return read;
};

/** On AWS a visibility lasts minutes; here a second, so that what failed comes back while the test looks. */
const makeQueues = (name: string) => {
  const RedrivePolicy = { deadLetterTargetArn: arn(`${name}-dead`), maxReceiveCount: 2 };
  return declare({
    Dead: { Type: "AWS::SQS::Queue", Properties: { QueueName: `${name}-dead` } },
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: name, VisibilityTimeout: 1, RedrivePolicy } },
  }).ofType("AWS::SQS::Queue");
};

const send = (body: unknown) =>
  call("AmazonSQS.SendMessage", {
    QueueUrl: queueUrl(queue),
    MessageBody: typeof body === "string" ? body : JSON.stringify(body),
  });

const waiting = (name: string) => queues.inspect(name)?.messages.ready.map(({ body }) => body) ?? [];
const underWay = (name: string) => {
  const messages = queues.inspect(name)?.messages;
  return (messages?.ready.length ?? 0) + (messages?.inflight.length ?? 0);
};

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  queues = await startQueueServer(makeQueues(queue), {});
  const name = tables.tableName("Intents");
  const declared = { name, attributes: { StreamArn: streamArn() }, properties: { StreamSpecification: {} } };
  const streams = await streamNames(tables.client, [declared as never]);
  const everything = { Effect: "Allow", Action: ["sqs:*", "dynamodb:*"], Resource: "*" };
  proxy = await startProxy({
    principal: {
      arn: "arn",
      accessKeyId: "ASIA",
      secretAccessKey: "",
      statements: statementsOf({ Statement: [everything] }, "f"),
    },
    backends: {
      dynamodb: tables.endpoint,
      sqs: queues.endpoint,
      streams,
      secrets: { find: () => undefined },
      keys: { find: () => undefined },
    },
    onRefused: (line) => {
      throw new Error(line);
    },
  });
  call = callAws({ endpoint: proxy.endpoint, accessKeyId: "ASIA" });
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  sources = [];
  await proxy.stop();
  await queues.stop();
  expect(faults.splice(0).filter((line) => !line.includes("are given up"))).toEqual([]);
});

const faults: string[] = [];
const onFault = (line: string): void => void faults.push(line);

describe("a queue that feeds a function", () => {
  const feed = (target: LocalFunction, properties: object = {}) => {
    const read = mapping({
      EventSourceArn: arn(queue),
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ...properties,
    });
    sources.push(startQueueSource({ mapping: read, target, call, onFault }));
  };

  it("hands messages on as Lambda does, and deletes what succeeded", async () => {
    const { target, seen } = recorder<Message>(() => undefined);
    feed(target);
    await send("hello");
    await expect.poll(() => seen().map(({ body }) => body)).toEqual(["hello"]);
    await expect.poll(() => underWay(queue)).toBe(0);
    expect(seen()[0]).toMatchObject({ eventSource: "aws:sqs", eventSourceARN: arn(queue), awsRegion: region });
    expect(seen()[0]?.attributes.ApproximateReceiveCount).toBe("1");
  });

  it("delivers again only what the function names, and at last to the dead-letter queue", async () => {
    const { target, seen } = recorder<Message>((messages) => ({
      batchItemFailures: messages
        .filter(({ body }) => body === "poison")
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    }));
    await send("poison");
    await send("fine");
    feed(target);
    await expect.poll(() => waiting(`${queue}-dead`), { timeout: 10_000 }).toEqual(["poison"]);
    expect(seen().filter(({ body }) => body === "fine")).toHaveLength(1);
    expect(seen().filter(({ body }) => body === "poison")).toHaveLength(2);
    expect(underWay(queue)).toBe(0);
  });

  it("takes messages that the filter leaves out from the queue, and never shows them", async () => {
    const { target, seen } = recorder<Message>(() => undefined);
    for (const body of [{ type: "b" }, "no JSON", { type: "a" }]) await send(body);
    feed(target, { FilterCriteria: { Filters: [{ Pattern: '{"body":{"type":["a"]}}' }] } });
    await expect.poll(() => underWay(queue)).toBe(0);
    expect(seen().map(({ body }) => body)).toEqual(['{"type":"a"}']);
  });

  it("gathers a batch for as long as its window is open, up to its size", async () => {
    const { target, batches } = recorder<Message>(() => undefined);
    feed(target, { BatchSize: 3, MaximumBatchingWindowInSeconds: 5 });
    for (const body of ["1", "2", "3"]) await send(body);
    await expect.poll(() => batches.map((batch) => batch.length), { timeout: 10_000 }).toEqual([3]);
  });

  it("has no more batches under way than its maximum concurrency", async () => {
    let running = 0;
    let most = 0;
    const { target, seen } = recorder<Message>(() => undefined);
    const invoke: LocalFunction["invoke"] = async (event) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running--;
      return target.invoke(event);
    };
    for (let count = 0; count < 8; count++) await send(String(count));
    feed({ ...target, invoke }, { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
    await expect.poll(() => seen().length).toBe(8);
    expect(most).toBe(2);
  });
});

const streamArn = () =>
  `arn:aws:dynamodb:${region}:${account}:table/${tables.tableName("Intents")}/stream/2026-01-01T00:00:00.000`;

describe("a stream that feeds a function", () => {
  const run = randomUUID().slice(0, 8);
  const change = (id: string, version = 1) =>
    tables.client.send(
      new PutItemCommand({
        TableName: tables.tableName("Intents"),
        Item: { id: { S: `${run}-${id}` }, version: { N: String(version) } },
      }),
    );
  const idOf = ({ dynamodb }: Change) => dynamodb.Keys.id.S;

  /** Only what this test wrote: the tests of this file share the table. */
  const follow = (target: LocalFunction, mine: string, properties: object = {}, checkpoints?: Checkpoints) => {
    const Pattern = JSON.stringify({ dynamodb: { Keys: { id: { S: [{ prefix: `${run}-${mine}` }] } } } });
    const read = mapping({
      EventSourceArn: streamArn(),
      StartingPosition: "TRIM_HORIZON",
      FilterCriteria: { Filters: [{ Pattern }] },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ...properties,
    });
    const source = startStreamSource({
      mapping: read,
      target,
      call,
      checkpoints: checkpoints ?? openCheckpoints(undefined),
      onFault,
    });
    sources.push(source);
    return source;
  };

  it("hands on each change within a moment, under the template's ARN of the stream", async () => {
    const { target, seen } = recorder<Change>(() => undefined);
    follow(target, "a");
    await change("a1");
    await expect.poll(() => seen().map(idOf), { interval: 10, timeout: 500 }).toEqual([`${run}-a1`]);
    expect(seen()[0]).toMatchObject({ eventSourceARN: streamArn(), awsRegion: region, eventName: "INSERT" });
  });

  it("bisects down to the poisoned change, gives it up after its retries, and says where it is", async () => {
    const { target, seen } = recorder<Change>((changes) =>
      changes.some((record) => idOf(record).endsWith("poison")) ? "error" : undefined,
    );
    for (const id of ["b1", "b2-poison", "b3"]) await change(id);
    follow(target, "b", {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: arn(`${queue}-dead`) } },
    });
    await expect.poll(() => waiting(`${queue}-dead`), { timeout: 10_000 }).toHaveLength(1);
    const note = JSON.parse(waiting(`${queue}-dead`)[0] ?? "") as Record<string, Record<string, unknown>>;
    expect(note.requestContext).toMatchObject({ condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 });
    const poison = seen().find((record) => idOf(record).endsWith("poison"));
    expect(note.DDBStreamBatchInfo).toMatchObject({
      startSequenceNumber: poison?.dynamodb.SequenceNumber,
      batchSize: 1,
      streamArn: streamArn(),
    });
    await expect.poll(() => seen().map(idOf)).toContain(`${run}-b3`);
  });

  it("goes on at the next start behind what was processed", async () => {
    const checkpoints = openCheckpoints(undefined);
    const first = recorder<Change>(() => undefined);
    const source = follow(first.target, "c", {}, checkpoints);
    await change("c1");
    await expect.poll(() => first.seen().map(idOf)).toEqual([`${run}-c1`]);
    await source.stop();
    await change("c2");
    const second = recorder<Change>(() => undefined);
    follow(second.target, "c", {}, checkpoints);
    await expect.poll(() => second.seen().map(idOf)).toEqual([`${run}-c2`]);
  });

  it("keeps the changes of one item in order, in parallel lanes", async () => {
    const { target, seen } = recorder<Change & { dynamodb: { NewImage: { version: { N: string } } } }>(() => undefined);
    follow(target, "d", { ParallelizationFactor: 4, BatchSize: 2 });
    for (let version = 1; version <= 5; version++) for (const id of ["d1", "d2", "d3"]) await change(id, version);
    await expect.poll(() => seen().length).toBe(15);
    for (const id of ["d1", "d2", "d3"]) {
      const versions = seen().filter((record) => idOf(record) === `${run}-${id}`);
      expect(versions.map(({ dynamodb }) => dynamodb.NewImage.version.N)).toEqual(["1", "2", "3", "4", "5"]);
    }
  });
});
