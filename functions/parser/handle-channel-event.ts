import type { ChannelEvent, Post } from "../../core/channel/channel-event.ts";
import { type Clock, dayMs, epochMs } from "../../core/clock.ts";
import { parseCommand } from "../../core/command/parse-command.ts";
import type { Holder, HolderDirectory } from "../../core/holder/holder.ts";
import { type IntentId, intentIdOf } from "../../core/ids.ts";
import { cancelIntent } from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import { type Addressed, mayRevise, proposeIntent, reviseIntent } from "../../core/intent/propose-intent.ts";
import type { Log } from "../_shared/log.ts";

export type ParserDeps = {
  readonly intents: IntentStore;
  readonly holders: HolderDirectory;
  readonly bot: { readonly userId: string };
  readonly clock: Clock;
  readonly log: Log;
};

/** Older posts make nothing: a delivery replayed long after is no proposal of today. */
const oldestPostMs = dayMs;

/**
 * One event of a network to at most one conditional write on one intent. Safe to repeat and to reorder. Throws when
 * somebody else wrote at the same moment: the queue delivers the event again, and it is judged anew.
 */
export const handleChannelEvent = async (event: ChannelEvent, deps: ParserDeps): Promise<void> => {
  switch (event.type) {
    case "post_written":
      return handlePost(event.post, deps);
    case "post_deleted":
      return cancelForDeletion(event, deps);
    case "access_revoked":
      return deps.log.info("post_ignored", { reason: event.type });
  }
};

const handlePost = async (post: Post, deps: ParserDeps): Promise<void> => {
  if (deps.clock() - epochMs(post.createdAt) > oldestPostMs)
    return deps.log.info("post_ignored", { reason: "too_old" });
  const reading = parseCommand(post, deps.bot);
  if (reading.kind === "ignored") return deps.log.info("post_ignored", { reason: reading.reason });
  const intent = await intentOf(post, reading, deps);
  if (post.id !== post.rootId) {
    await deps.intents.rememberPost({ channel: post.channel, postId: post.id }, intent.id);
  }
  const current = await deps.intents.get(intent.id);
  if (!current) return write(await deps.intents.create(intent), intent, deps);
  if (mayRevise(current, post)) {
    const revised = reviseIntent(current, intent);
    return write(await deps.intents.replace(current, revised), revised, deps);
  }
  deps.log.info("post_ignored", { reason: "seen_before", intent: intent.id });
};

const write = (outcome: "created" | "replaced" | "exists" | "conflict", intent: Intent, deps: ParserDeps): void => {
  if (outcome === "exists" || outcome === "conflict")
    throw new Error(`Intent ${intent.id} was written by somebody else.`);
  deps.log.info("intent_made", { intent: intent.id, version: intent.version, state: intent.state });
};

const intentOf = async (post: Post, reading: Addressed, deps: ParserDeps): Promise<Intent> => {
  const id = await intentIdOf({ channel: post.channel, rootPostId: post.rootId, payerUserId: post.author.id });
  return proposeIntent({ id, post, reading, holders: await holdersNamedBy(post, reading, deps), clock: deps.clock });
};

const holdersNamedBy = async (post: Post, reading: Addressed, deps: ParserDeps): Promise<Map<string, Holder>> => {
  const payees = reading.kind === "command" ? reading.command.lines.map((line) => line.payee.userId) : [];
  const found = await Promise.all(
    [post.author.id, ...payees].map(async (userId) => {
      const holder = await deps.holders.byLink({ channel: post.channel, userId });
      return holder ? ([userId, holder] as const) : undefined;
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
};

const cancelForDeletion = async (
  deletion: Extract<ChannelEvent, { type: "post_deleted" }>,
  deps: ParserDeps,
): Promise<void> => {
  const id = await intentOfDeletedPost(deletion, deps);
  const current = await deps.intents.get(id);
  // Only the author's own post, and only what nobody has approved.
  const cancelled = current?.payer.userId === deletion.authorId ? cancelIntent(current, deps.clock()) : undefined;
  if (!current || !cancelled) return deps.log.info("post_ignored", { reason: "nothing_to_cancel", intent: id });
  write(await deps.intents.replace(current, cancelled), cancelled, deps);
};

/** The deleted version may be an edit, whose root the network does not name. */
const intentOfDeletedPost = async (
  deletion: Extract<ChannelEvent, { type: "post_deleted" }>,
  deps: ParserDeps,
): Promise<IntentId> =>
  (await deps.intents.intentOfPost({ channel: deletion.channel, postId: deletion.postId })) ??
  intentIdOf({ channel: deletion.channel, rootPostId: deletion.postId, payerUserId: deletion.authorId });
