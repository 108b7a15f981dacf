import { epochMs } from "../clock.ts";
import type { TransferId } from "../ids.ts";
import { fail, ok, type Result } from "../result.ts";
import type { StoredTransfer } from "./judge-stored.ts";
import type { Refusal, Transfer } from "./ledger.ts";
import type { PlanContext } from "./plan-group.ts";
import type { WalletPosting } from "./wallet-posting.ts";

type PostedTransfer = Extract<StoredTransfer, { status: "posted" }>;

/** A transfer with the posted one that it resolves or reverses, judged. */
export type Target = { readonly by: Transfer; readonly of: PostedTransfer };

export const targetIdOf = ({ kind }: Transfer): TransferId | undefined => {
  if (kind === undefined || kind.type === "pending") return undefined;
  return kind.type === "reversal" ? kind.original : kind.pending;
};

/** Undefined for a transfer that refers to no other. */
export const judgeTarget = (transfer: Transfer, context: PlanContext): Result<Target | undefined, Refusal> => {
  const { kind } = transfer;
  const id = targetIdOf(transfer);
  if (kind === undefined || id === undefined) return ok(undefined);
  const found = context.targets.get(id);
  const of = found?.status === "posted" ? found : undefined;
  if (of === undefined) return fail(kind.type === "reversal" ? "original_unknown" : "pending_unknown");
  const refusal = kind.type === "reversal" ? judgeReversal(transfer, of) : judgeResolution(transfer, of, context.now);
  return refusal === undefined ? ok({ by: transfer, of }) : fail(refusal);
};

const judgeResolution = (transfer: Transfer, of: PostedTransfer, now: number): Refusal | undefined => {
  const pending = of.transfer;
  if (pending.kind?.type !== "pending") return "pending_unknown";
  const isSame =
    transfer.debit === pending.debit && transfer.credit === pending.credit && transfer.currency === pending.currency;
  if (!isSame) return "transfer_mismatch";
  if (of.resolvedBy !== undefined) return "pending_resolved";
  if (transfer.kind?.type === "void_pending") {
    return transfer.amount === pending.amount ? undefined : "transfer_mismatch";
  }
  if (epochMs(pending.kind.timeoutAt) <= now) return "pending_expired";
  return transfer.amount > pending.amount ? "exceeds_pending" : undefined;
};

/** Only what has moved goes back, and by the way that it came. */
const judgeReversal = (transfer: Transfer, of: PostedTransfer): Refusal | undefined => {
  const original = of.transfer;
  const hasMoved = original.kind === undefined || original.kind.type === "post_pending";
  const isBack =
    transfer.debit === original.credit && transfer.credit === original.debit && transfer.currency === original.currency;
  if (!hasMoved || !isBack) return "transfer_mismatch";
  return transfer.amount > reversibleOf(of) ? "exceeds_original" : undefined;
};

/** What may still be sent back of a transfer. */
export const reversibleOf = ({ transfer, reversible }: PostedTransfer): bigint => reversible ?? transfer.amount;

export const targetPostings = (target: Target): readonly WalletPosting[] => {
  const { id, debit, credit, amount, currency, kind } = target.by;
  const common = { currency, restored: [], entries: [id] };
  const credited: WalletPosting = {
    ...{ ...common, wallet: credit, available: amount, held: 0n, spent: 0n },
    ...{ pays: false, receives: true },
  };
  const paid = { ...common, wallet: debit, pays: true, receives: false };
  // What goes back by the way it came was not spent: no limit holds it up.
  if (kind?.type === "reversal") return [{ ...paid, available: -amount, held: 0n, spent: 0n }, credited];
  const reserved = target.of.transfer.amount;
  const freed = kind?.type === "void_pending" ? reserved : reserved - amount;
  const restored = [{ amount: freed, reservedIn: target.of.reservedIn ?? {} }];
  // What was reserved was paid then: a freeze that comes later holds up neither its posting nor its freeing.
  const released = { ...paid, pays: false, available: freed, held: -reserved, spent: 0n, restored };
  return kind?.type === "void_pending" ? [{ ...released, entries: [] }] : [released, credited];
};
