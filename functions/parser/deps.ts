import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoBlockReader } from "../../adapters/dynamodb/dynamo-block-store.ts";
import { createDynamoDeletionLog } from "../../adapters/dynamodb/dynamo-deletion-log.ts";
import { createDynamoDeliveryRecord } from "../../adapters/dynamodb/dynamo-delivery-record.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { hourMs } from "../../core/clock.ts";
import { createLog } from "../_shared/log.ts";
import { parserEnv } from "./env.ts";
import { createDeliveryNote } from "./note-delivery.ts";
import type { ParserDeps } from "./handle-channel-event.ts";

export const parserDeps = (): ParserDeps & { readonly noteDelivery: ReturnType<typeof createDeliveryNote> } => {
  const env = parserEnv.parse(process.env);
  const client = createDynamoClient();
  const deliveries = createDynamoDeliveryRecord({ client, table: env.INTENTS_TABLE });
  return {
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE, mayLag: true }),
    writers: createDynamoWriterStore({ client, table: env.INTENTS_TABLE }),
    deletions: createDynamoDeletionLog({ client, table: env.INTENTS_TABLE }),
    blocks: createDynamoBlockReader({ client, table: env.PEOPLE_TABLE }),
    deliveries,
    noteDelivery: createDeliveryNote(deliveries),
    bot: { userId: env.X_BOT_USER_ID },
    oldestPostMs: Number(env.POST_AGE_LIMIT_HOURS) * hourMs,
    clock: Date.now,
    log: createLog("parser"),
  };
};
