import type { ChannelEventReceived } from "../../contracts/messages/channel-event.ts";
import type { ProblemCode } from "../../contracts/http/problem.ts";
import type { Headers, InboundChannel } from "../../adapters/channels/channel.ts";
import type { OutgoingMessage, QueueSender } from "../../adapters/sqs/queue-sender.ts";
import type { AccountEventReceived } from "../../contracts/messages/account-event.ts";
import type { AccountEvent, ChannelEvent, PostEvent } from "../../core/channel/channel-event.ts";
import { type Clock, instant } from "../../core/clock.ts";
import type { Log } from "../_shared/log.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";

/** An SQS message holds 1 MiB in all; no network is known to send more than a part of this. */
export const maximumBodyBytes = 512 * 1024;

export type WebhookRequest = {
  readonly method: string;
  readonly channel: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Headers;
  /** The bytes that the network signed. */
  readonly body: Uint8Array;
};

export type WebhookDeps = {
  readonly channels: ReadonlyMap<string, InboundChannel>;
  readonly queue: QueueSender;
  /** To `enrol`, which keeps whose an account is; nobody else sends there. */
  readonly accountsQueue: QueueSender;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Proves that the sender is the network, queues what it says, and answers. Refuses with 404, 413, 401 or 400, queues
 * nothing then, and logs one line. Throws when the secret or the queue cannot be reached: the network delivers again.
 */
export const receiveDelivery =
  (deps: WebhookDeps) =>
  async (request: WebhookRequest): Promise<HttpAnswer> => {
    const channel = deps.channels.get(request.channel);
    if (!channel) return refuse(deps, request, "channel_unknown");
    return request.method === "GET" ? answerChallenge(deps, request, channel) : receive(deps, request, channel);
  };

const answerChallenge = async (
  deps: WebhookDeps,
  request: WebhookRequest,
  channel: InboundChannel,
): Promise<HttpAnswer> => {
  const answer = await channel.answerChallenge(request.query);
  return answer.ok ? { status: 200, body: answer.value } : refuse(deps, request, answer.fault);
};

const receive = async (deps: WebhookDeps, request: WebhookRequest, channel: InboundChannel): Promise<HttpAnswer> => {
  if (request.body.byteLength > maximumBodyBytes) return refuse(deps, request, "too_large");
  if (!(await channel.verifySignature(request))) return refuse(deps, request, "signature_invalid");
  const reading = channel.readEvents(request.body);
  if (!reading.ok) return refuse(deps, request, reading.fault);
  const { events, unknown } = reading.value;
  for (const kind of unknown) deps.log.warn("webhook_unknown_event", { channel: request.channel, kind });
  const receivedAt = instant(deps.clock());
  await deps.accountsQueue.send(events.filter(isOfAccount).map((event) => accountMessage(event, receivedAt)));
  await deps.queue.send(events.filter(isOfPost).map((event) => toMessage(event, receivedAt)));
  if (events.length > 0) deps.log.info("webhook_received", { channel: request.channel, events: events.length });
  return { status: 200 };
};

const isOfAccount = (event: ChannelEvent): event is AccountEvent =>
  event.type === "access_revoked" || event.type === "handle_changed";

const isOfPost = (event: ChannelEvent): event is PostEvent => !isOfAccount(event);

const accountMessage = (event: AccountEvent, receivedAt: string): OutgoingMessage => {
  const body: AccountEventReceived = { type: "account_event.received.v1", event, receivedAt };
  return { body, group: event.userId };
};

/** Grouped by author, so that one noisy account does not delay the others. */
const toMessage = (event: PostEvent, receivedAt: string): OutgoingMessage => {
  const body: Omit<ChannelEventReceived, "event"> & { event: PostEvent } = {
    type: "channel_event.received.v1",
    event,
    receivedAt,
    source: "webhook",
  };
  return { body, group: authorOf(event) };
};

const authorOf = (event: PostEvent): string => {
  switch (event.type) {
    case "post_written":
      return event.post.author.id;
    case "post_deleted":
      return event.authorId;
    case "replay_ended":
      return event.channel;
  }
};

type Refusal = "channel_unknown" | "not_a_challenge" | "too_large" | "signature_invalid" | "malformed";

const refusals: Readonly<Record<Refusal, { readonly code: ProblemCode; readonly detail: string }>> = {
  channel_unknown: { code: "not_found", detail: "No network of this name is known here." },
  not_a_challenge: { code: "bad_request", detail: "The challenge is not an opaque token of 16 to 128 characters." },
  too_large: { code: "payload_too_large", detail: "A delivery holds at most 512 KiB." },
  signature_invalid: { code: "unauthorized", detail: "The delivery is not signed by the network." },
  malformed: { code: "bad_request", detail: "The delivery is not a JSON object in UTF-8." },
};

const refuse = (deps: WebhookDeps, request: WebhookRequest, reason: Refusal): HttpAnswer => {
  const { code, detail } = refusals[reason];
  const answer = problem(code, detail);
  deps.log.warn("webhook_refused", {
    channel: request.channel.slice(0, 32),
    reason,
    status: answer.status,
    bytes: request.body.byteLength,
  });
  return answer;
};
