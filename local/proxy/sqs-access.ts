import { account, region } from "../template/intrinsics.ts";
import type { Access } from "../policy/evaluate.ts";
import { queueArn } from "./arns.ts";

type Asks = (body: Readonly<Record<string, unknown>>) => readonly Access[];

/** A batch is authorised under the action of a single message. */
const onQueue =
  (action: string): Asks =>
  ({ QueueUrl }) => [{ action: `sqs:${action}`, resource: queueArn(String(QueueUrl)) }];

/** What each call of SQS asks for. */
export const sqsAccess: Readonly<Record<string, Asks>> = {
  ChangeMessageVisibility: onQueue("ChangeMessageVisibility"),
  ChangeMessageVisibilityBatch: onQueue("ChangeMessageVisibility"),
  DeleteMessage: onQueue("DeleteMessage"),
  DeleteMessageBatch: onQueue("DeleteMessage"),
  GetQueueAttributes: onQueue("GetQueueAttributes"),
  GetQueueUrl: ({ QueueName }) => [
    { action: "sqs:GetQueueUrl", resource: `arn:aws:sqs:${region}:${account}:${String(QueueName)}` },
  ],
  ReceiveMessage: onQueue("ReceiveMessage"),
  SendMessage: onQueue("SendMessage"),
  SendMessageBatch: onQueue("SendMessage"),
};
