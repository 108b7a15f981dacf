import type { Post, PostEvent } from "../../core/channel/channel-event.ts";
import type { DeliveryRecord } from "../../core/channel/delivery-record.ts";
import type { DeletionLog } from "../../core/channel/deletion-log.ts";
import { writerWishOf } from "../../core/channel/writer-wish.ts";
import { type Clock, epochMs } from "../../core/clock.ts";
import { type BlockStore, keepsAway } from "../../core/contact/block.ts";
import { markCommand, parseCommand } from "../../core/command/parse-command.ts";
import type { IgnoredReason } from "../../core/command/command.ts";
import type { Holder, HolderDirectory } from "../../core/holder/holder.ts";
import { type IntentId, intentIdOf } from "../../core/ids.ts";
import { cancelIntent, deletePostOf } from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import {
  type Addressed,
  mayRevise,
  proposeIntent,
  reviseIntent,
  withdrawIntent,
} from "../../core/intent/propose-intent.ts";
import { EUR } from "../../core/money/currency.ts";
import type { Log } from "../_shared/log.ts";
import { type AdmitDeps, admitPost, keepWish } from "./admit-post.ts";
import { cancelledBy } from "./cancel-by-command.ts";

export type ParserDeps = AdmitDeps & {
  readonly clock: Clock;
  readonly intents: IntentStore;
  readonly holders: HolderDirectory;
  readonly deletions: DeletionLog;
  /** Of whom people want to hear nothing. */
  readonly blocks: Pick<BlockStore, "modeOf">;
  readonly deliveries: Pick<DeliveryRecord, "endOutage">;
  readonly bot: { readonly userId: string };
  /** Older posts make nothing: a delivery replayed long after is no proposal of today. */
  readonly oldestPostMs: number;
  readonly log: Log;
};

/**
 * One event of a network to at most one conditional write on one intent. Safe to repeat and to reorder. Throws when
 * somebody else wrote at the same moment: the queue delivers the event again, and it is judged anew.
 */
export const handleChannelEvent = async (event: PostEvent, deps: ParserDeps): Promise<void> => {
  switch (event.type) {
    case "post_written":
      return handlePost(event.post, deps);
    case "post_deleted":
      return handleDeletion(event, deps);
    case "replay_ended":
      return endReplay(event, deps);
  }
};

const handlePost = async (post: Post, deps: ParserDeps): Promise<void> => {
  const ignore = (reason: string): void => deps.log.info("post_ignored", { reason });
  if (deps.clock() - epochMs(post.createdAt) > deps.oldestPostMs) return ignore("too_old");
  const reading = parseCommand(post, contextOf(deps));
  if (reading.kind === "ignored" && neverMeant.has(reading.reason)) return ignore(reading.reason);
  const wish = writerWishOf(post, deps.bot);
  if (wish) {
    await keepWish(wish, post, deps);
    // It may be an edit of an order.
    return void (await withdraw(post, deps));
  }
  if (await isDeleted(post, deps)) return cancelForDeletion(deletionOf(post), deps);
  if (reading.kind === "ignored") return (await withdraw(post, deps)) ? undefined : ignore(reading.reason);
  if (await cancels(post, reading, deps)) return;
  await proposeOrRevise(post, reading, deps);
  // The deletion may have come while this was written: one of the two has seen the other.
  if (await isDeleted(post, deps)) await cancelForDeletion(deletionOf(post), deps);
};

const contextOf = ({ bot }: ParserDeps) => ({ bot, currency: EUR });

/** Whose posts never made anything, so that no edit of one takes anything back. */
const neverMeant: ReadonlySet<string> = new Set<IgnoredReason>(["repost", "own_post", "automated_author"]);

const proposeOrRevise = async (post: Post, reading: Addressed, deps: ParserDeps): Promise<void> => {
  const id = await idOf(post);
  if (post.id !== post.rootId) await deps.intents.rememberPost({ channel: post.channel, postId: post.id }, id);
  const current = await deps.intents.get(id);
  if (current && !mayRevise(current, post)) return deps.log.info("post_ignored", { reason: "seen_before", intent: id });
  const admission = current ? "admitted" : await admitPost(post, reading, deps);
  if (admission === "writer_stopped" || admission === "flood")
    return deps.log.info("post_ignored", { reason: admission });
  const read = admission === "warned" ? tooMany(reading) : reading;
  const holders = await holdersNamedBy(post, read, deps);
  if (await isKeptAway(post, { reading: read, holders }, deps)) {
    // The writer learns nothing of it; an edit of something that was asked for takes that back.
    if (current) await withdraw(post, deps);
    return deps.log.info("post_ignored", { reason: "unwanted" });
  }
  const marks = markCommand(post, contextOf(deps));
  const intent = proposeIntent({ id, post, reading: read, marks, holders, clock: deps.clock });
  if (!current) return write(await deps.intents.create(intent), intent, deps);
  const revised = reviseIntent(current, intent);
  write(await deps.intents.replace(current, revised), revised, deps);
};

/** Whether anybody whom the post would reach wants to hear nothing of its writer. */
const isKeptAway = async (
  { channel, author }: Post,
  read: { readonly reading: Addressed; readonly holders: ReadonlyMap<string, Holder> },
  { blocks }: ParserDeps,
): Promise<boolean> => {
  const what = read.reading.kind === "command" && read.reading.command.verb === "request" ? "request" : "payment";
  const others = [...read.holders].filter(([userId]) => userId !== author.id);
  const modes = await Promise.all(others.map(([, { id }]) => blocks.modeOf(id, { channel, userId: author.id })));
  return modes.some((mode) => keepsAway(mode, what));
};

const tooMany = ({ language }: Addressed): Addressed => ({ kind: "question", reason: "too_many_posts", language });

/** Whether a post takes back what its writer has asked for. Where there is nothing, it becomes a question. */
const cancels = async (post: Post, reading: Addressed, deps: ParserDeps): Promise<boolean> => {
  if (reading.kind !== "command" || reading.command.verb !== "cancel") return false;
  const current = await cancelledBy(post, deps);
  const cancelled = current && cancelIntent(current, deps.clock(), "writer_cancelled");
  if (!cancelled) return current?.reason === "writer_cancelled";
  write(await deps.intents.replace(current, cancelled), cancelled, deps);
  return true;
};

/** An edit to something that asks for nothing; whether there was something to take back. */
const withdraw = async (post: Post, deps: ParserDeps): Promise<boolean> => {
  if (post.id === post.rootId) return false;
  const current = await deps.intents.get(await idOf(post));
  if (!current || !mayRevise(current, post)) return false;
  const withdrawn = withdrawIntent(current, post, deps.clock);
  write(await deps.intents.replace(current, withdrawn), withdrawn, deps);
  return true;
};

const idOf = (post: Post): Promise<IntentId> =>
  intentIdOf({ channel: post.channel, rootPostId: post.rootId, payerUserId: post.author.id });

const write = (outcome: "created" | "replaced" | "exists" | "conflict", intent: Intent, deps: ParserDeps): void => {
  if (outcome === "exists" || outcome === "conflict")
    throw new Error(`Intent ${intent.id} was written by somebody else.`);
  deps.log.info("intent_made", { intent: intent.id, version: intent.version, state: intent.state });
};

const holdersNamedBy = async (post: Post, reading: Addressed, deps: ParserDeps): Promise<Map<string, Holder>> => {
  const lines = reading.kind === "command" && "lines" in reading.command ? reading.command.lines : [];
  const payees = lines.map(({ payee }) => payee.userId);
  const found = await Promise.all(
    [post.author.id, ...payees].map(async (userId) => {
      const holder = await deps.holders.byLink({ channel: post.channel, userId });
      return holder ? ([userId, holder] as const) : undefined;
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
};

/** A job that failed leaves the outage open: `clockwork` asks again. */
const endReplay = async (
  { channel, jobId, complete }: Extract<PostEvent, { type: "replay_ended" }>,
  { deliveries, log }: ParserDeps,
): Promise<void> => {
  const outcome = complete ? await deliveries.endOutage(channel, jobId) : "failed";
  log.info("replay_ended", { channel, job: jobId, outcome });
};

type Deletion = Extract<PostEvent, { type: "post_deleted" }>;

/** As the network would tell it: a deleted post is gone in all its versions. */
const deletionOf = (post: Post): Deletion => ({
  type: "post_deleted",
  channel: post.channel,
  postId: post.rootId,
  authorId: post.author.id,
});

const isDeleted = async ({ channel, id, rootId, author }: Post, { deletions }: ParserDeps): Promise<boolean> => {
  const found = [...new Set([id, rootId])].map((postId) => deletions.has({ channel, postId, authorId: author.id }));
  return (await Promise.all(found)).includes(true);
};

/** Remembered first: the post, or an edit of it, may come later. */
const handleDeletion = async (deletion: Deletion, deps: ParserDeps): Promise<void> => {
  await deps.deletions.remember(deletion, deps.clock());
  await cancelForDeletion(deletion, deps);
};

const cancelForDeletion = async (deletion: Deletion, deps: ParserDeps): Promise<void> => {
  const id = await intentOfDeletedPost(deletion, deps);
  const current = await deps.intents.get(id);
  // Only the author's own post.
  const changed = current?.payer.userId === deletion.authorId ? deletePostOf(current, deps.clock()) : undefined;
  if (!current || !changed) return deps.log.info("post_ignored", { reason: "nothing_to_cancel", intent: id });
  write(await deps.intents.replace(current, changed), changed, deps);
};

/** The deleted version may be an edit, whose root the network does not name. */
const intentOfDeletedPost = async (deletion: Deletion, deps: ParserDeps): Promise<IntentId> =>
  (await deps.intents.intentOfPost({ channel: deletion.channel, postId: deletion.postId })) ??
  intentIdOf({ channel: deletion.channel, rootPostId: deletion.postId, payerUserId: deletion.authorId });
