import { type SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";

/** `group` keeps a standard queue fair: one noisy group does not delay the others. */
export type OutgoingMessage = { readonly body: unknown; readonly group?: string | undefined };

export type QueueSender = {
  /** Sends all of them, ten a request. Throws when any was not taken: then send all again, receivers are idempotent. */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
};

const batchSize = 10;

/** The client must be made with `useQueueUrlAsEndpoint: false`, so that the environment decides where SQS is. */
export const createQueueSender = (queue: { readonly client: SQSClient; readonly queueUrl: string }): QueueSender => ({
  send: async (messages) => {
    for (let start = 0; start < messages.length; start += batchSize) {
      await sendBatch(queue, messages.slice(start, start + batchSize));
    }
  },
});

/** What a message may not hold: U+FFFE and U+FFFF and, to some servers, half of a surrogate pair (an emoji is one). */
const refused = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

/** As JSON in which such characters are escaped: whatever somebody wrote comes out at the other end as it was. */
const toMessageBody = (body: unknown): string =>
  JSON.stringify(body).replaceAll(refused, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

const sendBatch = async (
  queue: { readonly client: SQSClient; readonly queueUrl: string },
  messages: readonly OutgoingMessage[],
): Promise<void> => {
  const answer = await queue.client.send(
    new SendMessageBatchCommand({
      QueueUrl: queue.queueUrl,
      Entries: messages.map((message, index) => ({
        Id: String(index),
        MessageBody: toMessageBody(message.body),
        ...(message.group ? { MessageGroupId: message.group } : {}),
      })),
    }),
  );
  const [failed] = answer.Failed ?? [];
  if (failed)
    throw new Error(`SQS did not take ${answer.Failed?.length} of ${messages.length} messages: ${failed.Code}.`);
};
