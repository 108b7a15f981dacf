import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { reservedWords } from "../../../local/simulation/dynamodb/expressions/reserved-words.ts";

/** What the adapters rest on, told one by one; `same-answers.test.ts` tries everything else. */
describe.each(engines)("the database, as $name", ({ start }) => {
  let under: EngineUnderTest;
  let intents: string;
  let replies: string;
  let count = 0;
  const fresh = (): string => `pi_${(count += 1)}`;

  beforeAll(async () => {
    under = await start();
    intents = under.tableName("Intents");
    replies = under.tableName("Replies");
  });
  afterAll(() => under.stop());

  const put = (id: string, more: Record<string, { S: string } | { N: string }> = {}) =>
    under.client.send(new PutItemCommand({ TableName: intents, Item: { id: { S: id }, ...more } }));
  const get = async (id: string) =>
    (await under.client.send(new GetItemCommand({ TableName: intents, Key: { id: { S: id } }, ConsistentRead: true })))
      .Item;

  it("judges all items of a transaction, names each one's reason with its item, and writes none", async () => {
    const [taken, free] = [fresh(), fresh()];
    await put(taken, { owner: { S: "alice" } });
    const only = { ConditionExpression: "attribute_not_exists(id)", ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
    const refused = under.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: intents, Item: { id: { S: free } }, ...only } as never },
          { Put: { TableName: intents, Item: { id: { S: taken } }, ...only } as never },
        ],
      }),
    );
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const { CancellationReasons: reasons, $metadata } = error as TransactionCanceledException;
    expect(reasons?.map(({ Code }) => Code)).toEqual(["None", "ConditionalCheckFailed"]);
    expect(reasons?.[1]).toMatchObject({
      Message: "The conditional request failed",
      Item: { id: { S: taken }, owner: { S: "alice" } },
    });
    expect(reasons?.[0]?.Item).toBeUndefined();
    expect($metadata.httpStatusCode).toBe(400);
    expect(await get(free)).toBeUndefined();
  });

  it("refuses a transaction that names one item twice, one that is too long, and an empty one", async () => {
    const id = fresh();
    const one = { Put: { TableName: intents, Item: { id: { S: id } } } };
    const send = (items: (typeof one)[]) => under.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    await expect(send([one, one])).rejects.toMatchObject({
      name: "ValidationException",
      message: "Transaction request cannot include multiple operations on one item",
    });
    await expect(send([])).rejects.toMatchObject({ name: "ValidationException" });
    const many = Array.from({ length: 101 }, () => ({ Put: { TableName: intents, Item: { id: { S: fresh() } } } }));
    await expect(send(many)).rejects.toMatchObject({ name: "ValidationException" });
    expect(await get(id)).toBeUndefined();
    await send(many.slice(0, 100));
  });

  it("carries a transaction out once under one token, and refuses the token for another", async () => {
    const id = fresh();
    await put(id, { sum: { N: "0" } });
    const token = `token-${Date.now()}-${id}`;
    const add = (more: string) =>
      under.client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: token.slice(0, 36),
          TransactItems: [
            {
              Update: {
                TableName: intents,
                Key: { id: { S: id } },
                UpdateExpression: "SET #sum = #sum + :more",
                ExpressionAttributeNames: { "#sum": "sum" },
                ExpressionAttributeValues: { ":more": { N: more } },
              },
            },
          ],
        }),
      );
    await add("5");
    await add("5");
    await expect(add("6")).rejects.toMatchObject({ name: "IdempotentParameterMismatchException" });
    expect((await get(id))?.["sum"]).toEqual({ N: "5" });
  });

  it("shows the item whose condition failed to a single write that asks for it", async () => {
    const id = fresh();
    await put(id, { owner: { S: "alice" } });
    const again = under.client.send(
      new PutItemCommand({
        TableName: intents,
        Item: { id: { S: id } },
        ConditionExpression: "attribute_not_exists(id)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    const error: unknown = await again.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item).toEqual({ id: { S: id }, owner: { S: "alice" } });
  });

  it("counts exactly beyond what a double holds", async () => {
    const id = fresh();
    await put(id, { sum: { N: "99999999999999999999999999999999999998" } });
    const add = () =>
      under.client.send(
        new UpdateItemCommand({
          TableName: intents,
          Key: { id: { S: id } },
          UpdateExpression: "SET #sum = #sum + :one",
          ExpressionAttributeNames: { "#sum": "sum" },
          ExpressionAttributeValues: { ":one": { N: "1" } },
        }),
      );
    await add();
    expect((await get(id))?.["sum"]).toEqual({ N: "99999999999999999999999999999999999999" });
    // The next is a power of ten: one digit that counts.
    await add();
    expect((await get(id))?.["sum"]).toEqual({ N: `1${"0".repeat(38)}` });
    await expect(add()).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("orders an index by its sort key, pages through it both ways, and leaves out what has no key of it", async () => {
    const payer = fresh();
    const days = ["2026-01-03", "2026-01-01", "2026-01-02", "2026-01-04"];
    await put(fresh(), { payerHolder: { S: payer } });
    for (const day of days) await put(fresh(), { payerHolder: { S: payer }, createdAt: { S: day } });
    const pages = async (forward: boolean): Promise<(string | undefined)[][]> => {
      const found = [];
      let from: Record<string, never> | undefined;
      do {
        const page = await under.client.send(
          new QueryCommand({
            TableName: intents,
            IndexName: "by-payer",
            KeyConditionExpression: "payerHolder = :payer",
            ExpressionAttributeValues: { ":payer": { S: payer } },
            ScanIndexForward: forward,
            Limit: 3,
            ExclusiveStartKey: from,
          }),
        );
        found.push((page.Items ?? []).map((item) => item["createdAt"]?.S));
        from = page.LastEvaluatedKey as typeof from;
      } while (from !== undefined);
      return found;
    };
    const sorted = days.toSorted();
    expect(await pages(true)).toEqual([sorted.slice(0, 3), sorted.slice(3)]);
    expect(await pages(false)).toEqual([sorted.toReversed().slice(0, 3), sorted.toReversed().slice(3)]);
  });

  it("holds no more in an index than it projects, and reads an index never consistently", async () => {
    const id = fresh();
    await put(id, { dueBucket: { S: id }, dueAt: { S: "2026-01-01" }, payerHolder: { S: "hol_alice" } });
    const query = (ConsistentRead: boolean) =>
      under.client.send(
        new QueryCommand({
          TableName: intents,
          IndexName: "by-due",
          KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
          ExpressionAttributeValues: { ":bucket": { S: id }, ":at": { S: "2026-01-02" } },
          ConsistentRead,
        }),
      );
    expect((await query(false)).Items).toEqual([{ id: { S: id }, dueBucket: { S: id }, dueAt: { S: "2026-01-01" } }]);
    await expect(query(true)).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("gives a batch of items in whatever order, and leaves out what is not there", async () => {
    const ids = [fresh(), fresh()];
    for (const id of ids) await put(id);
    const keys = [...ids, "nowhere"].map((id) => ({ id: { S: id } }));
    const { Responses, UnprocessedKeys } = await under.client.send(
      new BatchGetItemCommand({ RequestItems: { [intents]: { Keys: keys, ConsistentRead: true } } }),
    );
    expect((Responses?.[intents] ?? []).map((item) => item["id"]?.S).sort()).toEqual(ids.toSorted());
    expect(UnprocessedKeys).toEqual({});
    const twice = new BatchGetItemCommand({ RequestItems: { [intents]: { Keys: [keys[0]!, keys[0]!] } } });
    await expect(under.client.send(twice)).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("scans every item once, in pages and in segments", async () => {
    const ids = Array.from({ length: 20 }, fresh);
    for (const id of ids) await under.client.send(new PutItemCommand({ TableName: replies, Item: { id: { S: id } } }));
    const scan = async (segment: { Segment: number; TotalSegments: number }): Promise<(string | undefined)[]> => {
      const found = [];
      let from: Record<string, never> | undefined;
      do {
        const page = await under.client.send(
          new ScanCommand({ TableName: replies, Limit: 3, ExclusiveStartKey: from, ConsistentRead: true, ...segment }),
        );
        found.push(...(page.Items ?? []).map((item) => item["id"]?.S));
        from = page.LastEvaluatedKey as typeof from;
      } while (from !== undefined);
      return found;
    };
    expect((await scan({ Segment: 0, TotalSegments: 1 })).toSorted()).toEqual(ids.toSorted());
    const segments = [0, 1, 2].map((Segment) => scan({ Segment, TotalSegments: 3 }));
    expect((await Promise.all(segments)).flat().toSorted()).toEqual(ids.toSorted());
  });

  it.each([
    ["no condition may do arithmetic", "SET a = :one", "used + :one <= used"],
    ["an unknown function", "SET a = :one", "starts_with(a, :one)"],
    ["a reserved word as a name", "SET status = :one", undefined],
    ["two paths that overlap", "SET a = :one, a.b = :one", undefined],
    ["a clause twice", "SET a = :one SET b = :one", undefined],
    ["a key that is changed", "SET id = :one", undefined],
    ["parentheses too many", "SET a = :one", "((a = :one))"],
    ["an attribute compared with itself", "SET a = :one", "a = a"],
    ["a value that is not used", "REMOVE a", undefined],
    ["an empty expression", "", undefined],
    ["an alias that is not given", "SET #a = :one", undefined],
  ])("refuses %s", async (_what, UpdateExpression, ConditionExpression) => {
    const command = new UpdateItemCommand({
      TableName: intents,
      Key: { id: { S: fresh() } },
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeValues: { ":one": { N: "1" } },
    });
    await expect(under.client.send(command)).rejects.toMatchObject({
      name: "ValidationException",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("refuses a table that there is not", async () => {
    const nowhere = under.client.send(new GetItemCommand({ TableName: "nowhere", Key: { id: { S: "1" } } }));
    await expect(nowhere).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it("reserves the words that AWS lists, and lets others be", async () => {
    const free = ["available", "amount", "currency", "debit", "credit", "kind", "id", "intent"];
    // DynamoDB Local forgets these two.
    const reserved = [...reservedWords].filter((word) => !["CONVERT", "SIZE"].includes(word));
    const words = [...reserved, ...free];
    const accepted = await Promise.all(
      words.map((word) =>
        under.client
          .send(
            new GetItemCommand({
              TableName: intents,
              Key: { id: { S: "1" } },
              ProjectionExpression: word.toLowerCase(),
            }),
          )
          .then(
            () => word,
            () => undefined,
          ),
      ),
    );
    expect(accepted.filter((word) => word !== undefined)).toEqual(free);
  });
});
