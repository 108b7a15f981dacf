import { createDynamoBlockStore } from "../../../adapters/dynamodb/dynamo-block-store.ts";
import { createDynamoDeletionLog } from "../../../adapters/dynamodb/dynamo-deletion-log.ts";
import { createDynamoDeliveryRecord } from "../../../adapters/dynamodb/dynamo-delivery-record.ts";
import { createDynamoHolderDirectory } from "../../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoWriterStore } from "../../../adapters/dynamodb/dynamo-writer-store.ts";
import type { Post } from "../../../core/channel/channel-event.ts";
import { dayMs, instant, secondMs } from "../../../core/clock.ts";
import { intentIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { type ParserDeps, handleChannelEvent } from "../../../functions/parser/handle-channel-event.ts";
import { seed } from "../../../local/seed/seed.ts";
import { consentTo, noon } from "../../support/intents.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { botUser, postBy } from "../../support/posts.ts";
import { startTables } from "../../support/tables.ts";

/** The parser on real tables with the seeded people; the time is the test's own. */
export const startParserWorld = async () => {
  const tables = await startTables();
  const { client, tableName } = tables;
  const intents = { client, table: tableName("Intents") };
  const { log, lines } = createKeptLog();
  let now = noon;
  let lastId = 1_900_000_000_000_000_000n;
  const deliveries = createDynamoDeliveryRecord(intents);
  const blocks = createDynamoBlockStore({ client, table: tableName("People") });
  const deps: ParserDeps = {
    intents: createDynamoIntentStore(intents),
    holders: createDynamoHolderDirectory({ client, table: tableName("Holders") }),
    writers: createDynamoWriterStore(intents),
    deletions: createDynamoDeletionLog(intents),
    blocks,
    deliveries,
    bot: botUser,
    oldestPostMs: dayMs,
    clock: () => now,
    log,
  };
  const seedTables = {
    holders: tableName("Holders"),
    wallets: tableName("Wallets"),
    transfers: tableName("Transfers"),
    journal: tableName("Journal"),
  };
  await seed({ client, tables: seedTables, issuer: "https://identity.test", clock: () => noon });
  const newId = () => String((lastId += 1n));
  const intentOf = async (post: Post): Promise<Intent | undefined> =>
    deps.intents.get(await intentIdOf({ channel: "x", rootPostId: post.rootId, payerUserId: post.author.id }));
  return {
    deps,
    deliveries,
    blocks,
    lines,
    tables,
    stop: tables.stop,
    at: (ms: number): void => void (now = ms),
    intentOf,
    /** Each a quarter of a minute older than the one before: no two tests make a flood between them. */
    newPost: (author: string, text: string, more: Partial<Post> = {}): Post => {
      const id = newId();
      const age = Number(lastId % 1_000_000n) * 15 * secondMs;
      return postBy(author, text, { id, rootId: id, createdAt: instant(noon - age), ...more });
    },
    editOf: (post: Post, text: string): Post => ({
      ...postBy(post.author.handle, text),
      id: newId(),
      rootId: post.rootId,
    }),
    write: (post: Post) => handleChannelEvent({ type: "post_written", post }, deps),
    erase: (postId: string, authorId: string) =>
      handleChannelEvent({ type: "post_deleted", channel: "x", postId, authorId }, deps),
    /** As `api` does it. */
    approve: async (post: Post): Promise<void> => {
      const intent = (await intentOf(post))!;
      const at = instant(now + 1);
      await deps.intents.replace(intent, {
        ...intent,
        state: "approved",
        consent: consentTo(intent),
        signedAt: at,
        updatedAt: at,
      });
    },
  };
};

export type ParserWorld = Awaited<ReturnType<typeof startParserWorld>>;
