import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoReplyLog } from "../../adapters/dynamodb/dynamo-reply-log.ts";
import type { ReplyLog } from "../../core/channel/reply-log.ts";
import { dayMs, minuteMs } from "../../core/clock.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let replies: ReplyLog;

beforeAll(async () => {
  tables = await startTables();
  replies = createDynamoReplyLog({ client: tables.client, table: tables.tableName("Replies") });
});
afterAll(() => tables.stop());

it("lets one of many deliveries begin", async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => replies.begin("a", noon)));
  expect(outcomes.sort()).toEqual(["begun", ...Array<string>(9).fill("in_progress")]);
});

it("never begins again what has ended, however late", async () => {
  for (const outcome of ["replied", "already_replied", "refused", "dropped"] as const) {
    await replies.begin(outcome, noon);
    await replies.end(outcome, { outcome, ...(outcome === "replied" ? { postId: "9" } : {}) });
    expect(await replies.begin(outcome, noon + 20 * dayMs)).toBe("ended");
  }
});

it("begins again what was released, and what was given up without a word", async () => {
  await replies.begin("b", noon);
  await replies.release("b");
  expect(await replies.begin("b", noon)).toBe("begun");
  expect(await replies.begin("b", noon + minuteMs)).toBe("in_progress");
  expect(await replies.begin("b", noon + minuteMs + 1)).toBe("begun");
});

const budget = { id: "budget#x", limit: 10, windowMs: minuteMs };

it("spends no more than there is, whoever spends at once, and opens the next window when this one is over", async () => {
  const spend = (by: string, now: number) => replies.spend({ ...budget, by }, now);
  const first = await Promise.all(Array.from({ length: 25 }, (_, index) => spend(`${index}`, noon)));
  // The one that began the window may ask again: whoever it is, it has been counted.
  expect(first.filter(Boolean)).toHaveLength(10);
  expect(await spend("late", noon + minuteMs - 1)).toBe(false);
  const next = await Promise.all(Array.from({ length: 25 }, (_, index) => spend(`n${index}`, noon + minuteMs)));
  expect(next.filter(Boolean)).toHaveLength(10);
});

it("does not spend twice for the one that began the window", async () => {
  const invitation = { id: "invitation#x#1", limit: 1, windowMs: dayMs };
  expect(await replies.spend({ ...invitation, by: "a" }, noon)).toBe(true);
  expect(await replies.spend({ ...invitation, by: "b" }, noon + 1)).toBe(false);
  expect(await replies.spend({ ...invitation, by: "a" }, noon + 1)).toBe(true);
  expect(await replies.spend({ ...invitation, by: "b" }, noon + dayMs)).toBe(true);
});
