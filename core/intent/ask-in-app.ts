import type { Writer } from "../channel/writer.ts";
import { leaveTrace, proposalPace } from "../channel/pace.ts";
import { instant } from "../clock.ts";
import type { Mark } from "../command/marks.ts";
import type { Holder } from "../holder/holder.ts";
import { piafAddressOf, piafChannel } from "../holder/piaf-address.ts";
import { type IntentId, intentIdOf } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import { maximumAmountMinor, toDecimal } from "../money/money.ts";
import { type Result, fail, ok } from "../result.ts";
import { isClaimable, waitingLines } from "./claims.ts";
import { appChannel, type Intent, type IntentLine, intentLifetimeMs, type Party } from "./intent.ts";

/** What a person asks for in the app: whom to pay, each as Piaf knows him. */
export type AppOrder = {
  /** Derived from the request's key: the same request makes the same intent. */
  readonly id: IntentId;
  readonly payer: Holder;
  readonly lines: readonly IntentLine[];
  readonly currency: Currency;
  readonly note: string;
  readonly now: number;
};

export type AskFault = "payee_not_joined" | "payee_is_payer" | "amount_too_large";

/** One intent per key and payer. */
export const appIntentIdOf = (payer: Holder, key: string): Promise<IntentId> =>
  intentIdOf({ channel: appChannel, rootPostId: key, payerUserId: payer.id });

/**
 * A payment that waits for its payer's approval, like one that a post asked for; its source is the payer's own words in
 * the app, which nobody else can read. The payer needs no network: he goes by his Piaf address.
 */
export const askInApp = (order: AppOrder): Result<Intent, AskFault> => {
  const { id, payer, lines, currency, note } = order;
  if (lines.some((line) => isUnclear(line))) return fail("payee_not_joined");
  if (lines.some(({ payee }) => isOf(payer, payee))) return fail("payee_is_payer");
  const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
  if (total > maximumAmountMinor) return fail("amount_too_large");
  const now = instant(order.now);
  const expiresAt = instant(order.now + intentLifetimeMs);
  return ok({
    id,
    version: 1,
    state: "pending_approval",
    payer: { ...partyOf(payer), holder: payer.id },
    lines: waitingLines(lines, expiresAt),
    currency,
    fee: 0n,
    note,
    source: {
      channel: appChannel,
      rootId: id,
      postId: id,
      ...wordsOf(order),
      writtenAt: now,
      edited: false,
      quiet: true,
    },
    createdAt: now,
    updatedAt: now,
    expiresAt,
  });
};

/** An address at Piaf that is nobody's, and an account that nobody has looked up. */
const isUnclear = ({ check, payee }: IntentLine): boolean =>
  check === undefined || (check === "unknown" && !isClaimable(payee));

const isOf = ({ id, links }: Holder, { channel, userId }: Party): boolean =>
  userId === id || links.some((link) => link.channel === channel && link.userId === userId);

/** Whoever has enrolled a key has an address; the seeded people get theirs with their first key. */
const partyOf = ({ id, name, links }: Holder): Party => {
  const { channel, userId, handle } = links.find((link) => link.channel === piafChannel) ?? piafAddressOf(id, "");
  return { channel, userId, handle, name };
};

/** "12.99 EUR @bob, 5.00 EUR @carol: lunch", for machines as for people, with its parts. */
const wordsOf = ({ lines, currency, note }: AppOrder): { readonly text: string; readonly marks: readonly Mark[] } => {
  const marks: Mark[] = [];
  let text = "";
  const write = (words: string, part?: Mark["part"]): void => {
    if (part !== undefined) marks.push({ start: text.length, end: text.length + words.length, part });
    text += words;
  };
  lines.forEach(({ payee, amount }, index) => {
    if (index > 0) write(", ");
    write(`${toDecimal({ amount, currency })} ${currency}`, "amount");
    write(" ");
    write(`@${payee.handle}`, "payee");
  });
  if (note !== "") {
    write(": ");
    write(note, "note");
  }
  return { text, marks };
};

/** The writer's account with this proposal counted, as posts are; undefined for more than a person proposes in a minute. */
export const countProposal = (writer: Writer, intent: IntentId, now: number): Writer | undefined => {
  const proposed = leaveTrace(writer.proposed, { post: intent, at: instant(now) }, proposalPace);
  if (proposed === undefined) return undefined;
  return proposed === writer.proposed ? writer : { ...writer, proposed };
};
