import { CreateTableCommand, DeleteTableCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { answerTo, type Outcome, outcomeOf } from "./outcome.ts";
import { program, tableShape } from "./requests.ts";

/** The same random requests, one after the other, on every engine: whoever can tell them apart has found a drift. */
let under: readonly EngineUnderTest[];
const created: string[] = [];

beforeAll(async () => {
  under = await Promise.all(engines.map((engine) => engine.start()));
});
afterAll(async () => {
  for (const { client } of under) {
    for (const table of created) await client.send(new DeleteTableCommand({ TableName: table }));
  }
  await Promise.all(under.map(({ stop }) => stop()));
});

const newTable = async (): Promise<string> => {
  const table = `same-${randomBytes(5).toString("hex")}`;
  const command = new CreateTableCommand({ ...tableShape, TableName: table });
  for (const { client } of under) await client.send(command);
  created.push(table);
  return table;
};

/** The whole table, whatever order it is scanned in, and its index. */
const contentOf = async ({ client }: EngineUnderTest, table: string): Promise<Outcome> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  const { Items: indexed = [] } = await client.send(new ScanCommand({ TableName: table, IndexName: "by-c" }));
  const sorted = [Items, indexed].map((items) =>
    items.toSorted((one, other) =>
      JSON.stringify([one["pk"], one["sk"]]) < JSON.stringify([other["pk"], other["sk"]]) ? -1 : 1,
    ),
  );
  return outcomeOf(Promise.resolve({ sorted }));
};

/** So many programs in `npm test`; ENGINE_RUNS=2000 looks harder. */
const runs = Number(process.env["ENGINE_RUNS"] ?? 30);

describe("the simulation answers as DynamoDB Local does", () => {
  it("to any requests, one after the other", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(program, async (requests) => {
        const table = await newTable();
        for (const request of requests) {
          const command = request(table);
          const [local, simulated] = await Promise.all(under.map(({ client }) => outcomeOf(answerTo(client, command))));
          expect(simulated, JSON.stringify(command.input)).toEqual(local);
        }
        const [local, simulated] = await Promise.all(under.map((engine) => contentOf(engine, table)));
        expect(simulated).toEqual(local);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});
