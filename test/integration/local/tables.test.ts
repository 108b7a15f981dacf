import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTables, type Tables } from "../../support/tables.ts";

describe("the tables of the template in DynamoDB Local", () => {
  let tables: Tables;
  beforeAll(async () => {
    tables = await startTables({ timeToLive: true });
  });
  afterAll(() => tables.stop());

  const describeTable = async (name: Parameters<Tables["tableName"]>[0]) =>
    (await tables.client.send(new DescribeTableCommand({ TableName: tables.tableName(name) }))).Table;

  it("have the declared keys, indexes and streams", async () => {
    const intents = await describeTable("Intents");
    expect(intents?.KeySchema).toEqual([{ AttributeName: "id", KeyType: "HASH" }]);
    const indexes = intents?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort();
    expect(indexes).toEqual(["by-due", "by-payer", "requests-by-holder"]);
    expect(intents?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" });
    expect((await describeTable("Wallets"))?.StreamSpecification).toBeUndefined();
  });

  it("have the declared time to live", async () => {
    const ofTable = async (name: Parameters<Tables["tableName"]>[0]) =>
      (await tables.client.send(new DescribeTimeToLiveCommand({ TableName: tables.tableName(name) })))
        .TimeToLiveDescription;
    expect(await ofTable("Replies")).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "ttl" });
    expect((await ofTable("Wallets"))?.TimeToLiveStatus).toBe("DISABLED");
  });

  it("are apart for each test file", async () => {
    const others = await startTables();
    expect(others.tableName("Wallets")).not.toBe(tables.tableName("Wallets"));
    await others.stop();
  });
});
