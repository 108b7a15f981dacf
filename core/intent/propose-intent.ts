import type { Post } from "../channel/channel-event.ts";
import { isLaterPost } from "../channel/is-later-post.ts";
import { type Clock, instant } from "../clock.ts";
import type { Command, CommandLine, Reading } from "../command/command.ts";
import type { Mark } from "../command/marks.ts";
import type { Holder } from "../holder/holder.ts";
import type { IntentId } from "../ids.ts";
import { EUR } from "../money/currency.ts";
import { waitingLines } from "./claims.ts";
import { followsPost } from "./decide-intent.ts";
import { type Intent, type IntentLine, intentLifetimeMs } from "./intent.ts";
import type { IntentState, StateReason } from "./intent-state.ts";
import { lineTo } from "./lines-as-known.ts";

/** A reading that makes something: a command, or a question to its writer (one of a flood is asked to wait). */
export type Addressed =
  | Exclude<Reading, { kind: "ignored" }>
  | Readonly<{ kind: "question"; reason: "too_many_posts"; language: string | undefined }>;

/** What is known about the people whom a post names: by the permanent id on the network. */
export type KnownHolders = ReadonlyMap<string, Holder>;

/** The first version of an intent, from a post that speaks to Piaf. It moves nothing: it is a proposal, or a question. */
export const proposeIntent = (proposal: {
  readonly id: IntentId;
  readonly post: Post;
  readonly reading: Addressed;
  /** What of the post was understood. */
  readonly marks?: readonly Mark[];
  readonly holders: KnownHolders;
  readonly clock: Clock;
}): Intent => {
  const { id, post, reading, holders } = proposal;
  const now = proposal.clock();
  const { author } = post;
  const payer = holders.get(author.id);
  const expiresAt = instant(now + intentLifetimeMs);
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
    lines: reading.kind === "command" ? waitingLines(linesOf(reading.command, post, holders), expiresAt) : [],
    currency: EUR,
    fee: 0n,
    note: reading.kind === "command" && "note" in reading.command ? reading.command.note : "",
    source: { ...sourceOf(post, reading), ...(proposal.marks ? { marks: proposal.marks } : {}) },
    createdAt: instant(now),
    updatedAt: instant(now),
    expiresAt,
  };
};

/** A later version of the post makes a later version of the intent: what was signed before is void. */
export const reviseIntent = (current: Intent, revised: Intent): Intent => ({
  ...revised,
  version: current.version + 1,
  createdAt: current.createdAt,
  source: { ...revised.source, edited: true },
});

/**
 * An edit to something that asks for nothing takes the proposal back: nothing is left to approve. A later edit may ask
 * again.
 */
export const withdrawIntent = (current: Intent, post: Post, clock: Clock): Intent => ({
  ...current,
  version: current.version + 1,
  state: "needs_input",
  reason: "post_edited",
  lines: [],
  note: "",
  source: {
    ...current.source,
    postId: post.id,
    text: post.text,
    marks: undefined,
    writtenAt: post.createdAt,
    edited: true,
  },
  updatedAt: instant(clock()),
});

/** Edits count only until the intent ends or is signed for the first time, and only forward in the post's history. */
export const mayRevise = (current: Intent, post: Post): boolean =>
  followsPost(current) && isLaterPost(post.id, { than: current.source.postId });

const sourceOf = (post: Post, reading: Addressed): Intent["source"] => ({
  channel: post.channel,
  rootId: post.rootId,
  postId: post.id,
  text: post.text,
  // What the network cannot tell, the words may.
  language: post.language ?? reading.language,
  writtenAt: post.createdAt,
  edited: post.id !== post.rootId,
  ...(post.author.protected ? { quiet: true } : {}),
});

/** Whom the command pays, so far only in euros: those whom it asks are no payees. */
const paidBy = (command: Command): readonly CommandLine[] =>
  (command.verb === "pay" || command.verb === "donate") && command.lines[0].money.currency === EUR ? command.lines : [];

const linesOf = (command: Command, post: Post, holders: KnownHolders): readonly IntentLine[] =>
  paidBy(command).map(({ payee: asked, money }) => {
    const { userId, handle, name = handle } = asked;
    const payee = { channel: post.channel, userId, handle, name };
    return lineTo({ payee, amount: money.amount, asked }, holders.get(userId));
  });

const standing = (
  reading: Addressed,
  post: Post,
  holders: KnownHolders,
): { readonly state: IntentState; readonly reason?: StateReason } => {
  if (!holders.has(post.author.id)) return { state: "needs_input", reason: "not_linked" };
  if (reading.kind === "question") return { state: "needs_input", reason: reading.reason };
  const { command } = reading;
  if (command.verb === "help") return { state: "needs_input", reason: "help" };
  if (command.verb === "cancel") return { state: "needs_input", reason: "nothing_to_cancel" };
  if (command.verb !== "pay" && command.verb !== "donate")
    return { state: "needs_input", reason: "verb_not_available" };
  const hasLines = paidBy(command).length > 0;
  return hasLines ? { state: "pending_approval" } : { state: "needs_input", reason: "currency_not_available" };
};
