import {
  GetItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { simulatedTable, table, weatherWith } from "./simulated-table.ts";

type World = Awaited<ReturnType<typeof simulatedTable>>;

const addOne = (id: string) => ({
  Update: {
    TableName: table,
    Key: { id: { S: id } },
    UpdateExpression: "ADD amount :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  },
});
const transact = ({ client }: World, ...ids: string[]) =>
  client.send(new TransactWriteItemsCommand({ TransactItems: ids.map(addOne) }));
const amountOf = async ({ time, client }: World, id: string): Promise<string | undefined> => {
  const get = new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true });
  return (await time.finish(client.send(get))).Item?.["amount"]?.N;
};
/** How many changes were committed: the stream tells it without a request. */
const committedOf = ({ stream }: World): number => stream.read({ after: 0, limit: 100 }).records.length;
const reasonsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "committed",
    (error: Error & { CancellationReasons?: { Code: string }[] }) =>
      error.CancellationReasons?.map(({ Code }) => Code) ?? error.name,
  );

describe("the window of a transaction", () => {
  it("keeps its items from other transactions, and names them", async () => {
    const world = await simulatedTable();
    const [first, second] = [transact(world, "a", "b"), transact(world, "b", "c")];
    expect(await world.time.finish(Promise.all([first, second].map(reasonsOf)))).toEqual([
      "committed",
      ["TransactionConflict", "None"],
    ]);
    expect([await amountOf(world, "b"), await amountOf(world, "c")]).toEqual(["1", undefined]);
  });

  it("keeps plain writes out and lets plain reads see what was", async () => {
    const world = await simulatedTable();
    const { client, time } = world;
    const write = transact(world, "a");
    await time.run(6);
    const plain = reasonsOf(client.send(new UpdateItemCommand(addOne("a").Update)));
    const read = client.send(new GetItemCommand({ TableName: table, Key: { id: { S: "a" } }, ConsistentRead: true }));
    const gets = [{ Get: { TableName: table, Key: { id: { S: "a" } } } }];
    const readAll = reasonsOf(client.send(new TransactGetItemsCommand({ TransactItems: gets })));
    expect(await time.finish(plain)).toBe("TransactionConflictException");
    expect((await time.finish(read)).Item).toBeUndefined();
    expect(await time.finish(readAll)).toEqual(["TransactionConflict"]);
    await time.finish(write);
    expect(await amountOf(world, "a")).toBe("1");
  });

  it("lasts as long as the model says, and what the request takes besides", async () => {
    const world = await simulatedTable({ model: { latencyMs: 4, latencyPerItemMs: 1, conflictWindowMs: 10 } });
    await world.time.finish(transact(world, "a", "b"));
    expect(world.time.now()).toBe(4 + 2 + 10);
    const late = world.time.sleep(10.5).then(() => transact(world, "a"));
    const [first, second] = await world.time.finish(Promise.all([reasonsOf(transact(world, "a")), reasonsOf(late)]));
    expect([first, second]).toEqual(["committed", "committed"]);
  });

  it("caps plain transactions on one item at about a hundred a second, however many writers there are", async () => {
    const world = await simulatedTable();
    const { time, random } = world;
    let committed = 0;
    const writer = async (name: string): Promise<void> => {
      const chance = random.fork(name);
      while (time.now() < 10_000) {
        const outcome = await reasonsOf(transact(world, "hot", `${name}-${time.now()}`));
        if (outcome === "committed") committed += 1;
        else await time.sleep(chance.between(0, 16));
      }
    };
    await time.finish(Promise.all(Array.from({ length: 8 }, (_none, at) => writer(`writer-${at}`))));
    expect(committed / 10).toBeGreaterThan(60);
    expect(committed / 10).toBeLessThan(125);
  });
});

describe("the budget of a partition", () => {
  /** As many as it takes, from many writers, for some seconds. */
  const rate = async (world: World, write: (count: number) => Promise<unknown>): Promise<number> => {
    let [begun, done] = [0, 0];
    const writer = async (): Promise<void> => {
      while (world.time.now() < 2_000) {
        begun += 1;
        if ((await reasonsOf(write(begun))) === "committed") done += 1;
        else await world.time.sleep(20);
      }
    };
    await world.time.finish(Promise.all(Array.from({ length: 50 }, writer)));
    return done / 2;
  };

  it("takes a thousand writes a second of one item, and any number of many", async () => {
    const one = await simulatedTable();
    expect(Math.abs((await rate(one, () => one.put("a"))) - 1_000)).toBeLessThan(80);
    const many = await simulatedTable();
    expect(await rate(many, (count) => many.put(`item-${count}`))).toBeGreaterThan(8_000);
  });

  it("holds up the table where it is an index's", async () => {
    const world = await simulatedTable();
    const write = (count: number) => world.put(`item-${count}`, { owner: "famous", at: String(count) });
    expect(Math.abs((await rate(world, write)) - 1_000)).toBeLessThan(80);
    expect(world.meters.errors).toHaveProperty("ThrottlingException");
    expect(world.meters.errors).toHaveProperty("ProvisionedThroughputExceededException");
  });

  it("shows among the reasons of a transaction, beside others", async () => {
    const world = await simulatedTable({ model: { writeUnitsPerSecond: 10, burstSeconds: 0.1 } });
    const { time, client, put } = world;
    for (const id of ["taken", "spent", "spent"]) await time.finish(put(id));
    const mixed = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          addOne("spent"),
          { Put: { TableName: table, Item: { id: { S: "taken" } }, ConditionExpression: "attribute_not_exists(id)" } },
          addOne("free"),
        ],
      }),
    );
    expect(await time.finish(reasonsOf(mixed))).toEqual(["ThrottlingError", "ConditionalCheckFailed", "None"]);
  });
});

describe("requests in the weather", () => {
  it("may be lost before they arrive, or after they were carried out: the sender sees the same", async () => {
    for (const [fault, changes] of [
      ["timeoutBefore", 0],
      ["timeoutAfter", 1],
    ] as const) {
      const world = await simulatedTable({ weather: weatherWith({ [fault]: 1 }) });
      expect(await world.time.finish(reasonsOf(transact(world, "a")))).toBe("TimeoutError");
      expect(world.time.now()).toBeGreaterThanOrEqual(3_000);
      expect(committedOf(world)).toBe(changes);
    }
  });

  it("may be carried out long after their sender has given up", async () => {
    const world = await simulatedTable({ weather: weatherWith({ timeoutLate: 1 }) });
    expect(await world.time.finish(reasonsOf(transact(world, "a")))).toBe("TimeoutError");
    expect(committedOf(world)).toBe(0);
    await world.time.run();
    expect(committedOf(world)).toBe(1);
  });

  it("may meet a transaction that nobody sees, and mix reasons", async () => {
    const world = await simulatedTable({ weather: weatherWith({ conflict: 1 }) });
    const items = ["a", "b", "c"].map((id) => ({
      Put: { TableName: table, Item: { id: { S: id } }, ConditionExpression: "attribute_exists(id)" },
    }));
    const reasons = await world.time.finish(
      reasonsOf(world.client.send(new TransactWriteItemsCommand({ TransactItems: items }))),
    );
    expect(reasons).toContain("TransactionConflict");
    expect(reasons).toContain("ConditionalCheckFailed");
  });

  it("read an index that lags behind, and never what comes before what they saw", async () => {
    const world = await simulatedTable({ model: { lagMs: 500 } });
    const { time, client, put } = world;
    const seen: number[] = [];
    const query = new QueryCommand({
      TableName: table,
      IndexName: "by-owner",
      KeyConditionExpression: "#owner = :owner",
      ExpressionAttributeNames: { "#owner": "owner" },
      ExpressionAttributeValues: { ":owner": { S: "alice" } },
    });
    const watch = async (): Promise<void> => {
      while (time.now() < 2_000) seen.push((await client.send(query)).Count ?? 0);
    };
    const write = async (): Promise<void> => {
      for (let count = 0; count < 50; count += 1) await put(`item-${count}`, { owner: "alice", at: String(count) });
    };
    await time.finish(Promise.all([watch(), write()]));
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect(seen.at(-1)).toBe(50);
    expect(new Set(seen).size).toBeGreaterThan(5);
  });
});
