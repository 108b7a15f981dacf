import { SQSClient } from "@aws-sdk/client-sqs";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { createLog } from "../_shared/log.ts";
import { relayEnv } from "./env.ts";
import type { RelayDeps } from "./relay-records.ts";

export const relayDeps = (): RelayDeps & { readonly log: ReturnType<typeof createLog> } => {
  const env = relayEnv.parse(process.env);
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  return {
    ledgerQueue: createQueueSender({ client, queueUrl: env.LEDGER_QUEUE_URL }),
    noticesQueue: createQueueSender({ client, queueUrl: env.NOTICES_QUEUE_URL }),
    intentsStreamArn: env.INTENTS_STREAM_ARN,
    holdersStreamArn: env.HOLDERS_STREAM_ARN,
    log: createLog("relay"),
  };
};
