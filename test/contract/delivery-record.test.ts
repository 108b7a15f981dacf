import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoDeliveryRecord } from "../../adapters/dynamodb/dynamo-delivery-record.ts";
import type { DeliveryRecord } from "../../core/channel/delivery-record.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let record: DeliveryRecord;

beforeAll(async () => {
  tables = await startTables();
  record = createDynamoDeliveryRecord({ client: tables.client, table: tables.tableName("Intents") });
});
afterAll(() => tables.stop());

const at = (minutes: number): string => instant(noon + minutes * minuteMs);

it("knows nothing of a network that was never heard", async () => {
  expect(await record.lastHeard("x")).toBeUndefined();
  expect(await record.readUntil("x")).toBeUndefined();
  expect(await record.outage("x")).toBeUndefined();
});

it("keeps the latest delivery, in whatever order it is told of them", async () => {
  await Promise.all([3, 1, 4, 2].map((minutes) => record.heard("x", at(minutes))));
  expect(await record.lastHeard("x")).toBe(at(4));
  await record.heard("x", at(0));
  expect(await record.lastHeard("x")).toBe(at(4));
  expect(await record.lastHeard("y")).toBeUndefined();
});

it("keeps how far the mentions have been read", async () => {
  await record.setReadUntil("x", at(5));
  expect(await record.readUntil("x")).toBe(at(5));
});

it("holds an outage open until the replay that was asked for last has ended, once", async () => {
  await record.setOutage("x", { since: at(0) });
  expect(await record.outage("x")).toEqual({ since: at(0) });
  expect(await record.endOutage("x", "7")).toBe("unknown");
  const outage = { since: at(0), replay: { jobId: "8", askedAt: at(1) } };
  await record.setOutage("x", outage);
  expect(await record.endOutage("x", "7")).toBe("unknown");
  expect(await record.outage("x")).toEqual(outage);
  expect(await record.endOutage("x", "8")).toBe("ended");
  expect(await record.outage("x")).toBeUndefined();
  expect(await record.endOutage("x", "8")).toBe("unknown");
});
