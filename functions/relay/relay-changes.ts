import type { IntentNotice, Notice, WishNotice } from "../../contracts/messages/notice.ts";
import type { ApprovedPayment, LedgerOrder } from "../../contracts/messages/ledger-order.ts";
import type { Account } from "../../core/channel/writer.ts";
import type { WriterWish } from "../../core/channel/writer-wish.ts";
import type { Case } from "../../core/case/case.ts";
import type { HolderId } from "../../core/ids.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import { claimEndOf, heldLinesOf, outcomeOf } from "../../core/intent/claims.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { ChangeRequest } from "../../core/limits/change-request.ts";
import { numbersOf } from "../../core/limits/limits.ts";

/** A committed change of an intent: as it was, as it is, and whether the sweep asked to tell of it again. */
export type IntentChange = { readonly before: Intent | undefined; readonly after: Intent; readonly touched: boolean };

/** A committed change of what a writer wishes. */
export type WriterChange = {
  readonly account: Account;
  readonly before: WriterWish | undefined;
  readonly after: WriterWish | undefined;
};

/** Of every state somebody hears, a phone or the network, but of those that the next follows within a moment. */
const fleeting: ReadonlySet<string> = new Set(["approved", "settling"]);

/**
 * What the ledger must settle because of a change. An approved intent is a payment; one that hangs is one again: the
 * ledger does nothing twice.
 */
export const paymentOf = ({ before, after, touched }: IntentChange): ApprovedPayment | undefined => {
  if (after.state !== "approved" && after.state !== "settling") return undefined;
  const approvedNow = after.state === "approved" && before?.state !== "approved";
  if (!after.consent || !(approvedNow || touched)) return undefined;
  const { terms, evidence } = after.consent;
  return { terms: { ...terms, lines: [...terms.lines] }, evidence };
};

/** What the payer wants back: asked for just now, or again because nothing has become of it. */
export const takeBackOf = ({ before, after, touched }: IntentChange): LedgerOrder | undefined => {
  const askedNow = after.takeBackAskedAt !== undefined && before?.takeBackAskedAt === undefined;
  const lines = heldLinesOf(after);
  const isAsked = after.state === "held_for_claim" && after.takeBackAskedAt !== undefined && (askedNow || touched);
  if (!isAsked || after.consent === undefined || lines.length === 0) return undefined;
  return { type: "claims.taken_back.v1", payer: after.consent.terms.payer, intent: after.id, lines: [...lines] };
};

/** The payer is told once more of what nobody has claimed. */
export const reminderOf = ({ before, after }: IntentChange): Notice | undefined => {
  const { reminders = 0, payer, id, version, state } = after;
  const isDue = state === "held_for_claim" && reminders > (before?.reminders ?? 0);
  return isDue && payer.holder !== undefined
    ? { type: "claim.reminder.v1", intent: id, version, holder: payer.holder, reminder: reminders }
    : undefined;
};

/** What payees have sent back by this change: both sides hear of it. */
export const returnsOf = ({ before, after }: IntentChange): readonly Notice[] => {
  const { id, lines, payer, returns = {} } = after;
  return Object.entries(returns).flatMap(([transfer, { line }]): Notice[] => {
    const payee = lines[line]?.payee;
    if (before?.returns?.[transfer] !== undefined || payee === undefined || payer.holder === undefined) return [];
    const { channel, userId } = payee;
    return [{ type: "payment.returned.v1", intent: id, holder: payer.holder, payee: { channel, userId } }];
  });
};

/** Whoever has not taken the last step of a case himself is told of it. */
export const caseNoticeOf = ({ id, reporter, other, steps }: Case): Notice => {
  const by = steps.at(-1)?.by;
  const holders = [...(by === "reporter" ? [] : [reporter]), ...(by === "other" || other === undefined ? [] : [other])];
  return { type: "case.changed.v1", case: id, holders };
};

/** The lines whose money has come to its payee by this change. */
const arrivedBy = ({ before, after }: IntentChange): Intent["lines"] => {
  const isThere = (intent: Intent | undefined, line: number): boolean => {
    const outcome = intent && outcomeOf(intent, line);
    return outcome === "paid" || outcome === "claimed";
  };
  return after.lines.filter((_line, index) => isThere(after, index) && !isThere(before, index));
};

/** What people are told of a change: ids, and what the post itself said. */
export const noticeOf = (change: IntentChange): IntentNotice | undefined => {
  const { before, after } = change;
  const arrived = arrivedBy(change);
  const changed = before?.state !== after.state || before.version !== after.version || arrived.length > 0;
  if (!changed || fleeting.has(after.state)) return undefined;
  const until = after.state === "held_for_claim" ? claimEndOf(after) : undefined;
  const total = after.lines.reduce((sum, line) => sum + line.amount, 0n);
  return {
    type: "intent.changed.v1",
    intent: after.id,
    version: after.version,
    state: after.state,
    ...(after.reason ? { reason: after.reason } : {}),
    channel: after.source.channel,
    postId: after.source.postId,
    rootId: after.source.rootId,
    writerId: after.payer.userId,
    ...(after.source.quiet ? { quiet: true } : {}),
    ...(after.source.language ? { language: after.source.language } : {}),
    ...(total > 0n ? { total: Number(total), currency: after.currency } : {}),
    ...(after.payer.holder ? { holder: after.payer.holder } : {}),
    ...(until ? { claimUntil: until } : {}),
    ...(arrived.length > 0 ? { payees: arrived.map(({ payee: { channel, userId } }) => ({ channel, userId })) } : {}),
  };
};

/** A wish is confirmed where it changes something: not when it is said again, nor when nobody had said "stop". */
export const wishNoticeOf = ({ account, before, after }: WriterChange): WishNotice | undefined => {
  if (!after || after.says === (before?.says ?? "start")) return undefined;
  const { says, postId, language, quiet } = after;
  return {
    type: "writer.wished.v1",
    wish: says,
    channel: account.channel,
    postId,
    writerId: account.userId,
    ...(quiet ? { quiet } : {}),
    ...(language ? { language } : {}),
  };
};

/** The first key opens the personal wallet. */
export const walletOrderOf = (holder: HolderId, currency: string): LedgerOrder => ({
  type: "wallet.requested.v1",
  holder,
  currency,
});

/** What only takes away goes by the word of `api`; everything else with what the owner signed. */
export const changeOrderOf = ({ id, holder, change }: ChangeRequest): LedgerOrder => {
  switch (change.kind) {
    case "signed":
      return { type: "change.signed.v1", terms: change.terms, evidence: change.evidence };
    case "lower":
      return { type: "change.asked.v1", request: id, holder, change: { ...change, limits: numbersOf(change.limits) } };
    default:
      return { type: "change.asked.v1", request: id, holder, change };
  }
};

export const keyNoticeOf = (holder: HolderId, key: Pick<PaymentKey, "id" | "enrolledAt">): Notice => ({
  type: "key.enrolled.v1",
  holder,
  key: key.id,
  enrolledAt: key.enrolledAt,
});
