import type { LocalFunction } from "../workers/pool.ts";
import type { Discarded } from "./deliver-batch.ts";
import { createdMs, sequenceOf } from "./stream-record.ts";

/**
 * What Lambda sends to the on-failure destination of a stream: where the records are, not what is in them (its guide, "Add
 * an SQS destination for failed records").
 */
export const failureNote = (
  { condition, records, attempts, requestId }: Discarded,
  source: { readonly shard: string; readonly streamArn: string; readonly target: LocalFunction },
) => {
  const [first] = records;
  const last = records.at(-1);
  return {
    requestContext: {
      requestId,
      functionArn: source.target.arn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: source.shard,
      startSequenceNumber: first && sequenceOf(first),
      endSequenceNumber: last && sequenceOf(last),
      approximateArrivalOfFirstRecord: first && new Date(createdMs(first)).toISOString(),
      approximateArrivalOfLastRecord: last && new Date(createdMs(last)).toISOString(),
      batchSize: records.length,
      streamArn: source.streamArn,
    },
  };
};
