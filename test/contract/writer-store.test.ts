import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoDeletionLog } from "../../adapters/dynamodb/dynamo-deletion-log.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import type { DeletionLog } from "../../core/channel/deletion-log.ts";
import type { WriterStore } from "../../core/channel/writer.ts";
import { instant } from "../../core/clock.ts";
import { noon } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let writers: WriterStore;
let deletions: DeletionLog;

beforeAll(async () => {
  tables = await startTables();
  const table = { client: tables.client, table: tables.tableName("Intents") };
  writers = createDynamoWriterStore(table);
  deletions = createDynamoDeletionLog(table);
});
afterAll(() => tables.stop());

const account = (userId: string) => ({ channel: "x", userId });
const at = instant(noon);

it("remembers nothing of who never wrote", async () => {
  expect(await writers.get(account("0"))).toEqual({ revision: 0, proposed: [], asked: [] });
});

it("keeps a writer as he was last changed", async () => {
  const current = await writers.get(account("1"));
  const next = {
    ...current,
    wish: { says: "stop" as const, postId: "9", at },
    proposed: [{ post: "7", at }],
    warned: { post: "8", at },
  };
  expect(await writers.replace(account("1"), { current, next })).toBe("replaced");
  expect(await writers.get(account("1"))).toEqual({ ...next, revision: 1 });
});

it("lets one of many changes win, at the first and at every later one", async () => {
  for (let round = 0; round < 2; round += 1) {
    const current = await writers.get(account("2"));
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        writers.replace(account("2"), { current, next: { ...current, asked: [{ post: `${round}${index}`, at }] } }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "replaced")).toHaveLength(1);
    expect((await writers.get(account("2"))).revision).toBe(round + 1);
  }
});

it("remembers a deletion for the author whose post it was", async () => {
  const post = { channel: "x", postId: "9", authorId: "1" };
  expect(await deletions.has(post)).toBe(false);
  await deletions.remember(post, noon);
  expect(await deletions.has(post)).toBe(true);
  expect(await deletions.has({ ...post, authorId: "2" })).toBe(false);
  expect(await deletions.has({ ...post, postId: "10" })).toBe(false);
});
