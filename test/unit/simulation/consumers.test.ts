import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { createQueueSender } from "../../../adapters/sqs/queue-sender.ts";
import { startStreamConsumer } from "../../../local/simulation/dynamodb/stream-consumer.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { type ConsumerOptions, startQueueConsumer } from "../../../local/simulation/sqs/queue-consumer.ts";
import { createSimulatedQueue } from "../../../local/simulation/sqs/simulated-queue.ts";
import { createSimulatedSqs } from "../../../local/simulation/sqs/simulated-sqs.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";
import { weathers } from "../../../local/simulation/weather.ts";
import { simulatedTable, table, weatherWith } from "./simulated-table.ts";

const queueWorld = (options: Partial<ConsumerOptions> & Pick<ConsumerOptions, "handle">, weather = weathers.calm) => {
  const time = createVirtualTime();
  const random = createRandom(1);
  const parts = { time, random, weather, visibilityTimeoutMs: 60_000 };
  const dead = createSimulatedQueue({ ...parts, name: "dead" });
  const queue = createSimulatedQueue({ ...parts, name: "queue", deadLetters: { queue: dead, maxReceiveCount: 5 } });
  const consumer = startQueueConsumer({
    queue,
    time,
    random,
    deathRate: 0,
    batchSize: 10,
    maximumConcurrency: 2,
    functionTimeoutMs: 10_000,
    ...options,
  });
  return { time, random, queue, dead, consumer, weather };
};

describe("a queue's consumer", () => {
  it("invokes in batches, at most so many at once", async () => {
    const sizes: number[] = [];
    let [running, most] = [0, 0];
    const { time, queue } = queueWorld({
      handle: async ({ Records }, self) => {
        sizes.push(Records.length);
        running += 1;
        most = Math.max(most, running);
        await self.sleep(100);
        running -= 1;
        return undefined;
      },
    });
    for (let message = 0; message < 35; message += 1) queue.send({ body: String(message) });
    await time.run();
    expect(sizes).toEqual([10, 10, 10, 5]);
    expect(most).toBe(2);
    expect(queue.count()).toBe(0);
  });

  it("brings back only what a batch names as failed, and at last puts it aside", async () => {
    const seen: string[] = [];
    const { time, queue, dead } = queueWorld({
      handle: async ({ Records }) => {
        seen.push(...Records.map(({ body, attributes }) => body + attributes.ApproximateReceiveCount));
        const failed = Records.filter(({ body }) => body === "bad");
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
    });
    for (const body of ["good", "bad", "fine"]) queue.send({ body });
    await time.run();
    // The fifth delivery was the last: what comes next is for the dead-letter queue.
    queue.send({ body: "good" });
    await time.run();
    expect(seen.filter((what) => what.startsWith("bad"))).toEqual(["bad1", "bad2", "bad3", "bad4", "bad5"]);
    expect(seen.filter((what) => what === "good1")).toHaveLength(2);
    expect([queue.count(), dead.count()]).toEqual([0, 1]);
  });

  it("brings a whole batch back when the function throws, dies, or takes too long", async () => {
    for (const fail of ["throw", "die", "hang"] as const) {
      let invocations = 0;
      const { time, queue, consumer } = queueWorld({
        handle: async (_event, self) => {
          invocations += 1;
          if (invocations > 1) return undefined;
          if (fail === "throw") throw new Error("broken");
          if (fail === "die") self.kill();
          await self.sleep(3_600_000);
          return undefined;
        },
      });
      queue.send({ body: "a" });
      queue.send({ body: "b" });
      await time.run();
      expect(consumer.counts).toMatchObject({ messages: 4, failed: 2, died: fail === "throw" ? 0 : 1 });
      expect(queue.count()).toBe(0);
    }
  });

  it("takes what the real sender sends, even where requests get lost and batches fail in part", async () => {
    const got = new Set<string>();
    const handle: ConsumerOptions["handle"] = async ({ Records }) => {
      for (const { body } of Records) got.add(body);
      return undefined;
    };
    const weather = weatherWith({ throttle: 0.2, timeoutAfter: 0.2, timeoutBefore: 0.2, serverError: 0.1 });
    const { time, random, queue } = queueWorld({ handle }, weather);
    const client = createSimulatedSqs({ time, random, weather, queues: [queue] }) as SQSClient;
    const sender = createQueueSender({ client, queueUrl: "https://sqs.eu-west-3.amazonaws.com/000000000000/queue" });
    const messages = Array.from({ length: 25 }, (_none, at) => ({ body: at }));
    let attempts = 0;
    const send = async (): Promise<void> => {
      for (;;) {
        attempts += 1;
        try {
          return await sender.send(messages);
        } catch {
          await time.sleep(100);
        }
      }
    };
    await time.finish(send());
    await time.run();
    expect(attempts).toBeGreaterThan(1);
    expect(got).toEqual(new Set(messages.map(({ body }) => String(body))));
  });
});

const mapping = {
  filter: () => true,
  bisects: true,
  reportsItemFailures: true,
  maximumRetries: undefined,
  maximumAgeMs: undefined,
};

describe("a stream's consumer", () => {
  it("gets every change in its order, with both images, again after a failure", async () => {
    const { time, random, put, stream } = await simulatedTable();
    const done: (string | undefined)[] = [];
    let invocations = 0;
    startStreamConsumer({
      stream,
      time,
      random,
      deathRate: 0.05,
      mapping: { ...mapping, batchSize: 4 },
      functionTimeoutMs: 10_000,
      onDiscarded: (lost) => expect.fail(JSON.stringify(lost)),
      handle: async ({ Records }, self) => {
        invocations += 1;
        if (invocations % 3 === 0) throw new Error("broken");
        await self.sleep(10);
        done.push(...Records.map(({ dynamodb }) => dynamodb?.SequenceNumber));
        return { batchItemFailures: [] };
      },
    });
    for (let count = 0; count < 20; count += 1) await time.finish(put(`item-${count % 3}`, { note: String(count) }));
    await time.run();
    const order = [...new Set(done)];
    expect(order).toHaveLength(20);
    expect(order).toEqual(order.toSorted());
    const records = stream.read({ after: 0, limit: 100 }).records as readonly DynamoDBRecord[];
    expect(records.slice(0, 4).map(({ eventName }) => eventName)).toEqual(["INSERT", "INSERT", "INSERT", "MODIFY"]);
    expect(records[3]?.dynamodb).toMatchObject({
      Keys: { id: { S: "item-0" } },
      OldImage: { note: { S: "0" } },
      NewImage: { note: { S: "3" } },
    });
  });

  it("hears nothing of a write that changes nothing, and finds nothing that is older than a day", async () => {
    const { time, client, put, stream } = await simulatedTable();
    await time.finish(put("a", { note: "same" }));
    await time.finish(put("a", { note: "same" }));
    expect(stream.read({ after: 0, limit: 10 }).records).toHaveLength(1);
    await time.run(3 * 86_400_000);
    await time.finish(client.send(new PutItemCommand({ TableName: table, Item: { id: { S: "b" } } })));
    const { records, next } = stream.read({ after: 0, limit: 10 });
    expect(records.map(({ dynamodb }) => dynamodb?.Keys)).toEqual([{ id: { S: "b" } }]);
    expect(next).toBe(2);
  });
});
