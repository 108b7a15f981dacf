import type { OutboundChannel, ReplyOutcome } from "../../adapters/channels/channel.ts";
import type { IntentNotice, Notice, WishNotice } from "../../contracts/messages/notice.ts";
import type { Budget, ReplyEnding, ReplyLog } from "../../core/channel/reply-log.ts";
import { type WriterStore, hasStopped } from "../../core/channel/writer.ts";
import { type Clock, dayMs } from "../../core/clock.ts";
import type { Log } from "../_shared/log.ts";
import { type Reply, confirmationOf, replyTo } from "./reply-texts.ts";

export type NotifierDeps = {
  readonly channels: ReadonlyMap<string, OutboundChannel>;
  readonly replies: ReplyLog;
  readonly writers: Pick<WriterStore, "get">;
  readonly clock: Clock;
  readonly log: Log;
};

/** One less than the queue allows: a reply that cannot be posted is dropped with a log line, and is no dead letter. */
export const maximumAttempts = 4;

/** Says in public what is to be said of a change, once. Throws to be delivered again, at most `maximumAttempts` times. */
export const answerNotice = async (notice: Notice, attempt: number, deps: NotifierDeps): Promise<void> => {
  if (notice.type === "key.enrolled.v1") return deps.log.info("key_enrolled", { key: notice.key });
  const reply = notice.quiet ? undefined : replyOf(notice);
  if (!reply) return;
  const channel = deps.channels.get(notice.channel);
  if (!channel) return deps.log.warn("reply_dropped", { intent: intentOf(notice), reason: "channel_unknown" });
  await postOnce({ notice, reply, attempt, channel }, deps);
};

/** What may be answered in public: it tells of a post. */
type PostNotice = IntentNotice | WishNotice;

const replyOf = (notice: PostNotice): Reply | undefined =>
  notice.type === "writer.wished.v1" ? confirmationOf(notice) : replyTo(notice);

const intentOf = (notice: PostNotice): string | undefined =>
  notice.type === "writer.wished.v1" ? undefined : notice.intent;

type Task = {
  readonly notice: PostNotice;
  readonly reply: Reply;
  readonly attempt: number;
  readonly channel: OutboundChannel;
};

const postOnce = async ({ notice, reply, attempt, channel }: Task, deps: NotifierDeps): Promise<void> => {
  const id = `reply#${notice.channel}#${notice.postId}`;
  const begun = await deps.replies.begin(id, deps.clock());
  if (begun === "ended") return;
  if (begun === "in_progress") throw new Error(`Another attempt at the reply ${id} has not ended yet.`);
  const silence = await whySilent({ id, notice, reply, channel }, deps);
  if (silence) {
    await deps.replies.end(id, { outcome: "dropped" });
    return deps.log.warn("reply_dropped", { intent: intentOf(notice), kind: reply.kind, reason: silence });
  }
  const outcome = await channel.reply({ postId: notice.postId, text: reply.text });
  const ending = endingOf(outcome, attempt);
  if (!ending) {
    await deps.replies.release(id);
    throw new Error(`The reply ${id} could not be posted: ${outcome.status}.`);
  }
  await deps.replies.end(id, ending);
  const facts = { intent: intentOf(notice), channel: notice.channel, kind: reply.kind, outcome: outcome.status };
  if (ending.outcome === "replied" || ending.outcome === "already_replied") deps.log.info("reply_posted", facts);
  else deps.log.warn("reply_dropped", { ...facts, reason: "reason" in outcome ? outcome.reason : undefined });
};

/** What one writer is told at most once in 24 hours. */
const onceADay: ReadonlySet<Reply["kind"]> = new Set(["invitation", "stopped", "started"]);

/** Why nothing is said, though there were something to say: the app alone tells it then. */
const whySilent = async (
  { id, notice, reply, channel }: Omit<Task, "attempt"> & { readonly id: string },
  deps: NotifierDeps,
): Promise<"writer_stopped" | "said_before" | "budget_spent" | undefined> => {
  const { channel: name, writerId } = notice;
  const writer = await deps.writers.get({ channel: name, userId: writerId });
  if (hasStopped(writer) && reply.kind !== "stopped") return "writer_stopped";
  const spend = (from: { readonly id: string } & Budget) => deps.replies.spend({ by: id, ...from }, deps.clock());
  const once = { id: `${reply.kind}#${name}#${writerId}`, limit: 1, windowMs: dayMs };
  if (onceADay.has(reply.kind) && !(await spend(once))) return "said_before";
  return (await spend({ id: `budget#${name}`, ...channel.budget })) ? undefined : "budget_spent";
};

/** Undefined for what may be tried again. */
const endingOf = (outcome: ReplyOutcome, attempt: number): ReplyEnding | undefined => {
  switch (outcome.status) {
    case "replied":
      return { outcome: "replied", postId: outcome.postId };
    case "already_replied":
    case "refused":
      return { outcome: outcome.status };
    case "rate_limited":
    case "no_credit":
    case "unavailable":
      return attempt < maximumAttempts ? undefined : { outcome: "dropped" };
  }
};
