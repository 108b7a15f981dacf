import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "./log.ts";

/**
 * A batch of a table's changes, in the order of the table. When `process` throws, the batch is delivered again whole
 * (the mapping bisects it): what was done before is done again, so `process` must be safe to repeat.
 */
export const streamHandler = (consumer: {
  readonly process: (records: readonly DynamoDBRecord[]) => Promise<void>;
  readonly log: Log;
}) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event): Promise<DynamoDBBatchResponse> => {
    try {
      await consumer.process(event.Records);
      return { batchItemFailures: [] };
    } catch (error) {
      const first = event.Records[0]?.dynamodb?.SequenceNumber ?? "";
      consumer.log.error("record_failed", error, { first, records: event.Records.length });
      return { batchItemFailures: [{ itemIdentifier: first }] };
    }
  });
