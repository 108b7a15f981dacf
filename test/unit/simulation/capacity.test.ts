import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { simulatedTable, table } from "./simulated-table.ts";

const kilobyte = "x".repeat(1_024);

const putOf = (id: string, more: Record<string, string> = {}, condition?: string): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: { id: { S: id }, ...Object.fromEntries(Object.entries(more).map(([name, S]) => [name, { S }])) },
    ConditionExpression: condition,
  },
});

describe("what is consumed, by AWS's rules", () => {
  it("one unit for every kilobyte begun, of the larger of the item before and after", async () => {
    const { time, put, meters, client } = await simulatedTable();
    const units = async (work: () => Promise<unknown>): Promise<number> => {
      const before = meters.of(table).writeUnits;
      await time.finish(work());
      return meters.of(table).writeUnits - before;
    };
    expect(await units(() => put("a"))).toBe(1);
    expect(await units(() => put("a", { text: kilobyte }))).toBe(2);
    expect(await units(() => put("a"))).toBe(2);
    const remove = (id: string) => client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: id } } }));
    expect(await units(() => put("a", { text: kilobyte + kilobyte }))).toBe(3);
    expect(await units(() => remove("a"))).toBe(3);
    expect(await units(() => remove("a"))).toBe(1);
  });

  it("in an index: nothing without its key, one for an entry that comes, goes or changes, two for one that moves", async () => {
    const { time, put, meters } = await simulatedTable();
    const units = async (more: Record<string, string>): Promise<number> => {
      const before = meters.of(table).indexes["by-owner"]?.writeUnits ?? 0;
      await time.finish(put("a", more));
      return (meters.of(table).indexes["by-owner"]?.writeUnits ?? 0) - before;
    };
    expect(await units({ note: "no owner" })).toBe(0);
    expect(await units({ owner: "alice", at: "1" })).toBe(1);
    expect(await units({ owner: "alice", at: "1" })).toBe(0);
    expect(await units({ owner: "alice", at: "1", note: "changed" })).toBe(1);
    expect(await units({ owner: "alice", at: "2" })).toBe(2);
    expect(await units({ owner: "bob", at: "2" })).toBe(2);
    expect(await units({ owner: "bob", at: "2", text: kilobyte })).toBe(2);
    expect(await units({})).toBe(2);
  });

  it("twice in a transaction, and once in its indexes", async () => {
    const { time, client, meters } = await simulatedTable();
    const items = [putOf("a", { owner: "alice", at: "1" }), putOf("b", { text: kilobyte }), putOf("c")];
    await time.finish(client.send(new TransactWriteItemsCommand({ TransactItems: items })));
    expect(meters.of(table)).toEqual({
      writeUnits: 2 * (1 + 2 + 1),
      readUnits: 0,
      lostWriteUnits: 0,
      indexes: { "by-owner": { writeUnits: 1, readUnits: 0 } },
    });
    expect(meters.writeUnits()).toBe(9);
  });

  it("by a transaction that is cancelled too, and by a write whose condition fails", async () => {
    const { time, client, put, meters } = await simulatedTable();
    await time.finish(put("a", { text: kilobyte }));
    meters.reset();
    const items = [putOf("a", {}, "attribute_not_exists(id)"), putOf("b", { owner: "bob", at: "1" })];
    const cancelled = client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    await expect(time.finish(cancelled)).rejects.toMatchObject({ name: "TransactionCanceledException" });
    expect(meters.of(table)).toMatchObject({ writeUnits: 6, lostWriteUnits: 6, indexes: {} });
    const only = { ConditionExpression: "attribute_not_exists(id)" };
    const refused = client.send(new PutItemCommand({ TableName: table, Item: { id: { S: "a" } }, ...only }));
    await expect(time.finish(refused)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
    expect(meters.of(table)).toMatchObject({ writeUnits: 8, lostWriteUnits: 8 });
    expect(meters.errors).toEqual({ TransactionCanceledException: 1, ConditionalCheckFailedException: 1 });
  });

  it("half a unit for every four kilobytes read, a whole one where it is consistent, two in a transaction", async () => {
    const { time, client, put, meters } = await simulatedTable();
    await time.finish(put("a", { text: kilobyte.repeat(5), owner: "alice", at: "1" }));
    const units = async (work: () => Promise<unknown>): Promise<number> => {
      const before = meters.readUnits();
      await time.finish(work());
      return meters.readUnits() - before;
    };
    const get = (id: string, ConsistentRead: boolean) => () =>
      client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead }));
    expect(await units(get("a", true))).toBe(2);
    expect(await units(get("a", false))).toBe(1);
    expect(await units(get("nobody", true))).toBe(1);
    const both = ["a", "b"].map((id) => ({ Get: { TableName: table, Key: { id: { S: id } } } }));
    expect(await units(() => client.send(new TransactGetItemsCommand({ TransactItems: both })))).toBe(4 + 2);
    const query = new QueryCommand({
      TableName: table,
      IndexName: "by-owner",
      KeyConditionExpression: "#owner = :owner",
      ExpressionAttributeNames: { "#owner": "owner" },
      ExpressionAttributeValues: { ":owner": { S: "alice" } },
    });
    expect(await units(() => client.send(query))).toBe(1);
    expect(meters.of(table).indexes["by-owner"]?.readUnits).toBe(1);
  });
});
