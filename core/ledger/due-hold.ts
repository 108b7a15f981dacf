import { type Clock, epochMs, type Instant } from "../clock.ts";
import { type TransferId, voidIdOf } from "../ids.ts";
import type { StoredTransfer } from "./judge-stored.ts";
import type { Transfer } from "./ledger.ts";

/** The reservations of the ledger whose time is over, for those who see to it that the money comes back. */
export type HoldBook = {
  /** Those that are due at `at` and nothing has resolved, a few of them: an index, which may be a moment behind. */
  due(at: Instant): Promise<readonly TransferId[]>;
  /** What the journal holds under these ids, strongly consistent; what it does not hold is left out. */
  stored(ids: readonly TransferId[]): Promise<readonly StoredTransfer[]>;
};

/**
 * The transfer that gives back a hold whose time is over; undefined for a hold that is not due, or resolved, and for what is
 * no hold. It has the same id for ever, so that a hold that is found due twice is voided once.
 */
export const voidOfDue = async (stored: StoredTransfer, clock: Clock): Promise<Transfer | undefined> => {
  if (stored.status === "refused" || stored.resolvedBy !== undefined) return undefined;
  const { consent: _ofTheHold, ...hold } = stored.transfer;
  if (hold.kind?.type !== "pending" || epochMs(hold.kind.timeoutAt) > clock()) return undefined;
  return { ...hold, id: await voidIdOf(hold.id), version: 1, kind: { type: "void_pending", pending: hold.id } };
};
