import type { Post } from "../channel/channel-event.ts";
import { type Clock, instant } from "../clock.ts";
import type { Command, Reading } from "../command/command.ts";
import type { Holder } from "../holder/holder.ts";
import type { IntentId } from "../ids.ts";
import { EUR } from "../money/currency.ts";
import { type Intent, type IntentLine, intentLifetimeMs } from "./intent.ts";
import type { IntentState, StateReason } from "./intent-state.ts";

/** A reading that makes something: a command, or a question to its writer. */
export type Addressed = Exclude<Reading, { kind: "ignored" }>;

/** What is known about the people whom a post names: by the permanent id on the network. */
export type KnownHolders = ReadonlyMap<string, Holder>;

/** The first version of an intent, from a post that speaks to Piaf. It moves nothing: it is a proposal, or a question. */
export const proposeIntent = (proposal: {
  readonly id: IntentId;
  readonly post: Post;
  readonly reading: Addressed;
  readonly holders: KnownHolders;
  readonly clock: Clock;
}): Intent => {
  const { id, post, reading, holders } = proposal;
  const now = proposal.clock();
  const { author } = post;
  const payer = holders.get(author.id);
  return {
    id,
    version: 1,
    ...standing(reading, post, holders),
    payer: {
      channel: post.channel,
      userId: author.id,
      handle: author.handle,
      name: payer?.name ?? author.name,
      picture: author.picture,
      holder: payer?.id,
    },
    lines: reading.kind === "command" ? linesOf(reading.command, post, holders) : [],
    currency: EUR,
    fee: 0n,
    note: reading.kind === "command" ? reading.command.note : "",
    source: sourceOf(post),
    createdAt: instant(now),
    updatedAt: instant(now),
    expiresAt: instant(now + intentLifetimeMs),
  };
};

/** A later version of the post makes a later version of the intent: what was signed before is void. */
export const reviseIntent = (current: Intent, revised: Intent): Intent => ({
  ...revised,
  version: current.version + 1,
  createdAt: current.createdAt,
  source: { ...revised.source, edited: true },
});

/** Edits count only while nobody has approved or ended the intent, and only forward in the post's history. */
export const mayRevise = (current: Intent, post: Post): boolean =>
  (current.state === "needs_input" || current.state === "pending_approval") && isLater(post.id, current.source.postId);

/** Ids of a network's posts grow with time: the longer one, or the greater of equal length, is the later. */
const isLater = (left: string, right: string): boolean =>
  left.length === right.length ? left > right : left.length > right.length;

const sourceOf = (post: Post): Intent["source"] => ({
  channel: post.channel,
  rootId: post.rootId,
  postId: post.id,
  text: post.text,
  language: post.language,
  writtenAt: post.createdAt,
  edited: post.id !== post.rootId,
});

const linesOf = (command: Command, post: Post, holders: KnownHolders): readonly IntentLine[] =>
  command.lines.map(({ payee, money }) => ({
    payee: {
      channel: post.channel,
      userId: payee.userId,
      handle: payee.handle,
      name: holders.get(payee.userId)?.name ?? payee.name ?? payee.handle,
    },
    amount: money.amount,
  }));

const standing = (
  reading: Addressed,
  post: Post,
  holders: KnownHolders,
): { readonly state: IntentState; readonly reason?: StateReason } => {
  if (!holders.has(post.author.id)) return { state: "needs_input", reason: "not_linked" };
  if (reading.kind === "question") return { state: "needs_input", reason: reading.reason };
  const unknown = reading.command.lines.some((line) => !holders.has(line.payee.userId));
  return unknown ? { state: "needs_input", reason: "payee_not_joined" } : { state: "pending_approval" };
};
