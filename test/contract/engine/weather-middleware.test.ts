import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startFauxqs, type FauxqsServer } from "fauxqs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineClient } from "../../../local/engines/create-tables.ts";
import { addQueueWeather } from "../../../local/simulation/queue-weather-middleware.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { type Weather, weathers } from "../../../local/simulation/weather.ts";
import { addDatabaseWeather } from "../../../local/simulation/weather-middleware.ts";
import { startTables, type Tables } from "../../support/tables.ts";

const weatherWith = (requests: Partial<Weather["requests"]>, queue: Partial<Weather["queue"]> = {}): Weather => ({
  ...weathers.calm,
  requests: { ...weathers.calm.requests, ...requests },
  queue: { ...weathers.calm.queue, ...queue },
});

const wait = (milliseconds: number): Promise<void> => sleep(milliseconds);
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (error: Error & { CancellationReasons?: { Code: string }[] }) =>
      error.CancellationReasons?.map(({ Code }) => Code) ?? error.name,
  );

describe("a real client of DynamoDB in the weather", () => {
  let tables: Tables;
  let table: string;
  let count = 0;
  const fresh = (): string => `pi_${(count += 1)}`;

  beforeAll(async () => {
    tables = await startTables();
    table = tables.tableName("Intents");
  });
  afterAll(() => tables.stop());

  const clientIn = (requests: Partial<Weather["requests"]>, conflictWindowMs = 0) => {
    const client = engineClient(tables.endpoint);
    const station = addDatabaseWeather(client, {
      weather: weatherWith(requests),
      random: createRandom(1),
      keyNames: { [table]: ["id"] },
      sleep: wait,
      now: () => performance.now(),
      conflictWindowMs,
    });
    return { client, station };
  };
  const put = (id: string, ConditionExpression?: string) => ({
    Put: { TableName: table, Item: { id: { S: id } }, ConditionExpression },
  });
  const exists = async (id: string): Promise<boolean> => {
    const get = new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true });
    return (await tables.client.send(get)).Item !== undefined;
  };

  it("answers as without weather when it is calm", async () => {
    const { client } = clientIn({});
    const id = fresh();
    await client.send(new TransactWriteItemsCommand({ TransactItems: [put(id)] }));
    const { Item, $metadata } = await client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } } }));
    expect([Item, $metadata.httpStatusCode]).toEqual([{ id: { S: id } }, 200]);
  });

  it("meets the window of another transaction, which DynamoDB Local never shows", async () => {
    const { client } = clientIn({}, 60_000);
    const [held, free] = [fresh(), fresh()];
    await client.send(new TransactWriteItemsCommand({ TransactItems: [put(held)] }));
    const second = client.send(new TransactWriteItemsCommand({ TransactItems: [put(free), put(held)] }));
    expect(await errorOf(second)).toEqual(["None", "TransactionConflict"]);
    expect(await errorOf(client.send(new PutItemCommand(put(held).Put)))).toBe("TransactionConflictException");
    await client.send(new PutItemCommand(put(free).Put));
  });

  it("tells two concurrent transactions apart: one of them conflicts, and no third thing happens", async () => {
    const { client } = clientIn({}, 1);
    const id = fresh();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        errorOf(client.send(new TransactWriteItemsCommand({ TransactItems: [put(id, "attribute_not_exists(id)")] }))),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => String(outcome) === "TransactionConflict")).toHaveLength(4);
  });

  it("loses requests before and answers after the commit", async () => {
    for (const [fault, isThere] of [
      ["timeoutBefore", false],
      ["timeoutAfter", true],
    ] as const) {
      const { client } = clientIn({ [fault]: 1 });
      const id = fresh();
      const write = client.send(new TransactWriteItemsCommand({ TransactItems: [put(id)] }));
      expect(await errorOf(write)).toBe("TimeoutError");
      expect(await exists(id)).toBe(isThere);
    }
  });

  it("carries a request out when its sender has given up, and says when nothing hangs any more", async () => {
    const { client, station } = clientIn({ timeoutLate: 1 });
    const id = fresh();
    const write = client.send(new TransactWriteItemsCommand({ TransactItems: [put(id)] }));
    expect(await errorOf(write)).toBe("TimeoutError");
    await station.settled();
    expect(await exists(id)).toBe(true);
  });

  it("throttles single requests and transactions, also beside conditions that fail", async () => {
    const { client } = clientIn({ throttle: 1 });
    const update = new UpdateItemCommand({ TableName: table, Key: { id: { S: fresh() } } });
    expect(await errorOf(client.send(update))).toMatch(
      /^(ThrottlingException|ProvisionedThroughputExceededException)$/,
    );
    const taken = fresh();
    await tables.client.send(new PutItemCommand(put(taken).Put));
    const reasons = new Set<string>();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const items = [put(fresh()), put(taken, "attribute_not_exists(id)"), put(fresh())];
      reasons.add(String(await errorOf(client.send(new TransactWriteItemsCommand({ TransactItems: items })))));
    }
    const throttle = /ThrottlingError|ProvisionedThroughputExceeded/;
    expect([...reasons].some((codes) => throttle.test(codes) && codes.includes("ConditionalCheckFailed"))).toBe(true);
    expect([...reasons].some((codes) => throttle.test(codes) && !codes.includes("ConditionalCheckFailed"))).toBe(true);
  });

  it("refuses a table whose keys it was not told", async () => {
    const { client } = clientIn({});
    const write = client.send(new PutItemCommand({ TableName: "other", Item: { id: { S: "1" } } }));
    await expect(write).rejects.toThrow("does not know the keys of the table other");
  });
});

describe("a real client of SQS in the weather", () => {
  let server: FauxqsServer;
  const clients: SQSClient[] = [];
  let queues = 0;

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false });
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });

  const newClient = (): SQSClient => {
    const client = new SQSClient({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: "eu-west-3",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      useQueueUrlAsEndpoint: false,
    });
    clients.push(client);
    return client;
  };
  const world = async (weather: Weather) => {
    const [plain, client] = [newClient(), newClient()];
    const name = `queue-${(queues += 1)}`;
    const { QueueUrl = "" } = await plain.send(new CreateQueueCommand({ QueueName: name }));
    const queueWeather = addQueueWeather(client, { weather, random: createRandom(1), sleep: wait });
    const send = (body: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    const receive = async (from: SQSClient) =>
      (await from.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? [];
    return { plain, client, QueueUrl, send, receive, ...queueWeather };
  };

  it("sends twice", async () => {
    const { plain, send, receive } = await world(weatherWith({}, { duplicate: 1 }));
    await send("a");
    expect((await receive(plain)).map(({ Body }) => Body)).toEqual(["a", "a"]);
  });

  it("sends again, long after, what an operator redrives", async () => {
    const { plain, send, receive, redrive } = await world(
      weatherWith({}, { redelivery: { rate: 1, fromMs: 0, toMs: 0 } }),
    );
    await send("a");
    expect(await receive(plain)).toHaveLength(1);
    expect(await redrive()).toBe(1);
    expect((await receive(plain)).map(({ Body }) => Body)).toEqual(["a"]);
    expect(await redrive()).toBe(0);
  });

  it("receives in another order", async () => {
    const { client, send, receive } = await world(weatherWith({}, { reorder: 1 }));
    const sent = ["a", "b", "c", "d", "e", "f"];
    for (const body of sent) await send(body);
    const received = (await receive(client)).map(({ Body }) => Body);
    expect(received).not.toEqual(sent);
    expect(received.toSorted()).toEqual(sent);
  });

  it("says that it deleted, and did not", async () => {
    const { client, plain, QueueUrl, send, receive } = await world(weatherWith({}, { lostDelete: 1 }));
    await send("a");
    const [message] = await receive(client);
    const deletion = { QueueUrl, ReceiptHandle: message?.ReceiptHandle };
    await client.send(new DeleteMessageCommand(deletion));
    expect(server.inspectQueue(QueueUrl.split("/").at(-1) ?? "")?.messages).toMatchObject({ inflight: [{}] });
    await plain.send(new DeleteMessageCommand(deletion));
  });

  it("loses answers: the message is there though the sender does not know", async () => {
    const { plain, send, receive } = await world(weatherWith({ timeoutAfter: 1 }));
    await expect(send("a")).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await receive(plain)).toHaveLength(1);
  });
});
