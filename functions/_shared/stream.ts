import middy from "@middy/core";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "./log.ts";

/**
 * A batch of a table's changes, in the order of the table. When `process` throws, the function fails and the mapping
 * bisects the batch, until what cannot be processed stands alone and goes to the failure destination: what was done
 * before is done again, so `process` must be safe to repeat.
 */
export const streamHandler = (consumer: {
  readonly process: (records: readonly DynamoDBRecord[]) => Promise<void>;
  readonly log: Log;
}) =>
  middy<DynamoDBStreamEvent, undefined>().handler(async (event): Promise<undefined> => {
    try {
      await consumer.process(event.Records);
    } catch (error) {
      const first = event.Records[0]?.dynamodb?.SequenceNumber;
      consumer.log.error("record_failed", error, { first, records: event.Records.length });
      throw error;
    }
  });
