import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoIdempotencyStore } from "../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { dayMs, minuteMs } from "../../core/clock.ts";
import type { HolderId } from "../../core/ids.ts";
import type { IdempotencyStore } from "../../core/idempotency/idempotency.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let store: IdempotencyStore;

beforeAll(async () => {
  tables = await startTables();
  store = createDynamoIdempotencyStore({ client: tables.client, table: tables.tableName("People") });
});
afterAll(() => tables.stop());

const claim = (key: string, fingerprint = "body one") => ({ holder: "hol_alice" as HolderId, key, fingerprint });

it("lets one of many requests under a key do the work, and replays its answer for a day", async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => store.claim(claim("a"), noon)));
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["claimed", ...Array(9).fill("in_progress")]);
  await store.answer(claim("a"), { status: 200, body: { id: "pi_1" } });
  expect(await store.claim(claim("a"), noon + dayMs)).toEqual({
    status: "answered",
    answer: { status: 200, body: { id: "pi_1" } },
  });
  expect(await store.claim(claim("a"), noon + dayMs + 1)).toEqual({ status: "claimed" });
});

it("refuses another request under the same key", async () => {
  await store.claim(claim("b"), noon);
  expect(await store.claim(claim("b", "body two"), noon)).toEqual({ status: "mismatch" });
});

it("opens a key again that was given up, or whose request died", async () => {
  await store.claim(claim("c"), noon);
  await store.release(claim("c"));
  expect(await store.claim(claim("c"), noon)).toEqual({ status: "claimed" });
  expect(await store.claim(claim("c"), noon + 2 * minuteMs)).toEqual({ status: "claimed" });
});
