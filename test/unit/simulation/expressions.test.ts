import {
  DescribeEndpointsCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { simulatedTable, table } from "./simulated-table.ts";

describe("what the simulation does not know", () => {
  it("it refuses by name, and never answers as if it did", async () => {
    const { time, client } = await simulatedTable();
    const refusals = [
      [new DescribeEndpointsCommand({}), "DescribeEndpointsCommand"],
      [new GetItemCommand({ TableName: table, Key: { id: { S: "a" } }, AttributesToGet: ["a"] }), "AttributesToGet"],
      [new PutItemCommand({ TableName: table, Item: { id: { S: "a" } }, Expected: {} }), "Expected"],
      [new QueryCommand({ TableName: table, KeyConditions: {}, Select: "ALL_PROJECTED_ATTRIBUTES" }), "KeyConditions"],
      [new UpdateItemCommand({ TableName: table, Key: { id: { S: "a" } }, AttributeUpdates: {} }), "AttributeUpdates"],
    ] as const;
    for (const [command, name] of refusals) {
      const answer = time.finish(client.send(command as never) as unknown as Promise<unknown>);
      await expect(answer).rejects.toMatchObject({ name: "NotSimulatedError", message: expect.stringContaining(name) });
    }
  });

  it("nor lets an answer be a way into what is stored", async () => {
    const { time, client } = await simulatedTable();
    const item = { id: { S: "a" }, list: { L: [{ S: "kept" }] } };
    await time.finish(client.send(new PutItemCommand({ TableName: table, Item: item })));
    item.list.L.push({ S: "added by the writer" });
    const get = () => client.send(new GetItemCommand({ TableName: table, Key: { id: { S: "a" } } }));
    const first = await time.finish(get());
    first.Item?.["list"]?.L?.push({ S: "added by a reader" });
    expect((await time.finish(get())).Item).toEqual({ id: { S: "a" }, list: { L: [{ S: "kept" }] } });
  });
});
