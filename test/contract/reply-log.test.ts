import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoReplyLog } from "../../adapters/dynamodb/dynamo-reply-log.ts";
import type { ReplyLog } from "../../core/channel/reply-log.ts";
import { dayMs, minuteMs } from "../../core/clock.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let replies: ReplyLog;

const client = () => tables.client;
/** What an instance of the notifier has. */
const logOf = (through = client()): ReplyLog =>
  createDynamoReplyLog({ client: through, table: tables.tableName("Replies"), newClaim: randomUUID });

beforeAll(async () => {
  tables = await startTables();
  replies = logOf();
});
afterAll(() => tables.stop());

it("gives a reply to one of many who claim it, for ever", async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => replies.claim("a", noon)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await replies.claim("a", noon + 20 * dayMs)).toBe(false);
});

it("gives it again when it was released, and knows its own claim when the answer was lost", async () => {
  await replies.claim("b", noon);
  await replies.release("b");
  expect(await replies.claim("b", noon)).toBe(true);
  expect(await replies.claim("b", noon)).toBe(false);
  const asksTwice = async (command: never) => {
    await client().send(command);
    return client().send(command);
  };
  expect(await logOf({ send: asksTwice } as never).claim("c", noon)).toBe(true);
});

const budget = { id: "budget#x", limit: 40, windowMs: minuteMs };
const manyAt = (log: ReplyLog, now: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => log.spend(budget, now)));

it("spends no more than there is, whoever spends at once, and opens the next window when this one is over", async () => {
  const instances = [1, 2, 3].map(() => logOf());
  const spent = async (now: number): Promise<number> =>
    (await Promise.all(instances.map((log) => manyAt(log, now, 25)))).flat().filter(Boolean).length;
  expect(await spent(noon)).toBe(40);
  expect(await spent(noon + minuteMs - 1)).toBe(0);
  expect(await spent(noon + minuteMs)).toBe(40);
});

it("asks the table now and then, and no more when there is nothing left", async () => {
  let requests = 0;
  const log = logOf({ send: (command: never) => (requests++, client().send(command)) } as never);
  const one = { ...budget, id: "budget#few" };
  for (let attempt = 0; attempt < 100; attempt += 1) await log.spend(one, noon);
  expect(requests).toBe(40 / 2 + 2);
});

it("lets the first in a window do what is done once, as often as it asks", async () => {
  const invitation = { id: "invitation#x#1", windowMs: dayMs };
  expect(await replies.once({ ...invitation, by: "a" }, noon)).toBe(true);
  expect(await replies.once({ ...invitation, by: "b" }, noon + 1)).toBe(false);
  expect(await replies.once({ ...invitation, by: "a" }, noon + 1)).toBe(true);
  expect(await replies.once({ ...invitation, by: "b" }, noon + dayMs)).toBe(true);
});
