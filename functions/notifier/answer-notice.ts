import type { OutboundChannel, ReplyOutcome } from "../../adapters/channels/channel.ts";
import type { IntentNotice, Notice, WishNotice } from "../../contracts/messages/notice.ts";
import type { ReplyLog } from "../../core/channel/reply-log.ts";
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
  // Its parties alone hear of it, on their phones.
  if (isPrivate(notice)) return;
  if (notice.type === "key.enrolled.v1") return deps.log.info("key_enrolled", { key: notice.key });
  const reply = notice.quiet ? undefined : replyOf(notice);
  if (!reply) return;
  const channel = deps.channels.get(notice.channel);
  if (!channel) return deps.log.warn("reply_dropped", { intent: intentOf(notice), reason: "channel_unknown" });
  await postOnce({ notice, reply, attempt, channel }, deps);
};

/** What may be answered in public: it tells of a post. */
type PostNotice = IntentNotice | WishNotice;
type PrivateNotice = Exclude<Notice, PostNotice | { type: "key.enrolled.v1" }>;

const isPrivate = (notice: Notice): notice is PrivateNotice =>
  notice.type === "claim.reminder.v1" || notice.type === "payment.returned.v1" || notice.type === "case.changed.v1";

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

/** Claimed before it is said: a reply is never said twice, whatever happens at the wrong moment. */
const postOnce = async (task: Task, deps: NotifierDeps): Promise<void> => {
  const id = `reply#${task.notice.channel}#${task.notice.postId}`;
  if (!(await deps.replies.claim(id, deps.clock()))) return;
  try {
    await post(task, id, deps);
  } catch (error) {
    await deps.replies.release(id);
    throw error;
  }
};

const post = async (task: Task, id: string, deps: NotifierDeps): Promise<void> => {
  const { notice, reply, attempt, channel } = task;
  const silence = await whySilent({ ...task, id }, deps);
  if (silence) {
    return deps.log.warn("reply_dropped", { intent: intentOf(notice), kind: reply.kind, reason: silence });
  }
  const outcome = await channel.reply({ postId: notice.postId, text: reply.text });
  if (mayComeAgain[outcome.status] && attempt < maximumAttempts) {
    throw new Error(`The reply ${id} could not be posted: ${outcome.status}.`);
  }
  const facts = { intent: intentOf(notice), channel: notice.channel, kind: reply.kind, outcome: outcome.status };
  if (outcome.status === "replied" || outcome.status === "already_replied") deps.log.info("reply_posted", facts);
  else deps.log.warn("reply_dropped", { ...facts, reason: "reason" in outcome ? outcome.reason : undefined });
};

/** Whether what became of a reply may be different another time. */
const mayComeAgain: Record<ReplyOutcome["status"], boolean> = {
  replied: false,
  already_replied: false,
  refused: false,
  rate_limited: true,
  no_credit: true,
  unavailable: true,
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
  const first = { id: `${reply.kind}#${name}#${writerId}`, by: id, windowMs: dayMs };
  if (onceADay.has(reply.kind) && !(await deps.replies.once(first, deps.clock()))) return "said_before";
  const budget = { id: `budget#${name}`, ...channel.budget };
  return (await deps.replies.spend(budget, deps.clock())) ? undefined : "budget_spent";
};
