import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { superviseProcess } from "../../../local/simulation/process.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { drawFate, strickenItems, weathers } from "../../../local/simulation/weather.ts";
import { simulatedTable, table } from "./simulated-table.ts";

/** A busy hour of clients that write, read and die in a storm; everything that anybody heard, as one hash. */
const historyOf = async (seed: number): Promise<string> => {
  const { time, random, client, stream } = await simulatedTable({
    seed,
    weather: weathers.storm,
    model: { lagMs: 20 },
  });
  const history: string[] = [];
  const hear = async (who: string, work: Promise<unknown>): Promise<void> => {
    const outcome = await work.then(
      (answer) => JSON.stringify(answer),
      (error: Error) => JSON.stringify([error.name, error]),
    );
    history.push(`${time.now()} ${who} ${outcome}`);
  };
  const live = (who: string): Promise<void> =>
    superviseProcess({ time, random: random.fork(who), deathRate: 0.02, restartAfterMs: 1_000 }, async (self) => {
      const mine = self.using(client);
      for (let step = 0; step < 40; step += 1) {
        const id = { S: `item-${self.random.below(5)}` };
        const key = { TableName: table, Key: { id } };
        const put = { TableName: table, Item: { id, owner: { S: who }, at: { S: String(step) } } };
        const commands = [
          () => mine.send(new PutItemCommand(put)),
          () => mine.send(new GetItemCommand(key)),
          () => mine.send(new DeleteItemCommand(key)),
          () => mine.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] })),
          () =>
            mine.send(
              new QueryCommand({
                TableName: table,
                IndexName: "by-owner",
                KeyConditionExpression: "#owner = :who",
                ExpressionAttributeNames: { "#owner": "owner" },
                ExpressionAttributeValues: { ":who": { S: who } },
              }),
            ),
        ] as const;
        await hear(who, self.random.pick(commands)());
      }
    });
  await time.finish(Promise.all(["alice", "bob", "carol", "dave"].map(live)));
  await time.run();
  history.push(JSON.stringify(stream.read({ after: 0, limit: 1_000 })));
  return createHash("sha256").update(history.join("\n")).digest("hex");
};

describe("the weather", () => {
  it("is the same from the same seed, to the last word and moment", async () => {
    for (const seed of [1, 2, 3]) {
      const first = await historyOf(seed);
      expect(await historyOf(seed)).toBe(first);
    }
    expect(await historyOf(4)).not.toBe(await historyOf(5));
  });

  it("strikes as often as its description says", () => {
    const random = createRandom(1);
    const counts: Record<string, number> = {};
    for (let draw = 0; draw < 20_000; draw += 1) {
      const { fault = "none" } = drawFate(weathers.storm, random);
      counts[fault] = (counts[fault] ?? 0) + 1;
    }
    for (const fault of ["conflict", "throttle", "serverError", "timeoutBefore", "timeoutAfter"] as const) {
      expect(Math.abs((counts[fault] ?? 0) / 20_000 - weathers.storm.requests[fault])).toBeLessThan(0.01);
    }
    for (let draw = 0; draw < 1_000; draw += 1) {
      expect(drawFate(weathers.calm, random)).toEqual({ fault: undefined, slowMs: 0 });
    }
  });

  it("strikes one item of a transaction at least, and now and then more", () => {
    const random = createRandom(1);
    const sizes = Array.from({ length: 500 }, () => strickenItems(3, random).size);
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3]));
    expect(strickenItems(1, random)).toEqual(new Set([0]));
  });
});
