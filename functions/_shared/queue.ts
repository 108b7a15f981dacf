import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import type { Log } from "./log.ts";

/** Where a message came from: facts of the event source, never the message's own claim. */
export type Delivery = { readonly queueArn: string; readonly messageId: string; readonly attempt: number };

/**
 * One message at a time, each on its own: one that throws is delivered again by the queue, at last to its dead-letter
 * queue, and the rest of its batch goes on.
 */
export const queueHandler = <Schema extends z.ZodType>(consumer: {
  readonly schema: Schema;
  readonly process: (message: z.output<Schema>, delivery: Delivery) => Promise<void>;
  readonly log: Log;
}) => {
  const processRecord = async (record: SQSRecord): Promise<void> => {
    const delivery = deliveryOf(record);
    const message = consumer.schema.safeParse(jsonOrUndefined(record.body));
    if (!message.success) {
      consumer.log.error("message_not_understood", message.error, delivery);
      throw message.error;
    }
    try {
      await consumer.process(message.data, delivery);
    } catch (error) {
      consumer.log.error("message_failed", error, delivery);
      throw error;
    }
  };
  return middy<SQSEvent, SQSBatchResponse>().handler((event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, processRecord, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
};

const deliveryOf = (record: SQSRecord): Delivery => ({
  queueArn: record.eventSourceARN,
  messageId: record.messageId,
  attempt: Number(record.attributes.ApproximateReceiveCount),
});

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
