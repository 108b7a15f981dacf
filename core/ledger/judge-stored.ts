import type { TransferId } from "../ids.ts";
import type { DecidedOutcome, Refusal, Transfer, TransferClosing, TransferKind } from "./ledger.ts";
import type { LocalDates } from "./local-dates.ts";

/** What the journal holds under a transfer's id. */
export type StoredTransfer =
  | {
      readonly status: "posted";
      readonly transfer: Transfer;
      /** Of a pending transfer: the windows of the payer's limits that it was taken from. */
      readonly reservedIn?: Partial<LocalDates> | undefined;
      /** Of a pending transfer: what posted or voided it. */
      readonly resolvedBy?: TransferId | undefined;
      /** What its reversals have left of it; absent while there is none. */
      readonly reversible?: bigint | undefined;
    }
  | { readonly status: "refused"; readonly version: number; readonly reason: Refusal };

/** A transfer as far as the caller names it: all of it to post it, its id and version to close it. */
type Claim = TransferClosing & Partial<Transfer>;

/**
 * What the journal says of a group, `stored` in the order of its transfers; undefined while all of it is still to be
 * decided. Posted is final; refused is final for its version and all below it. A group that is posted in part was never
 * posted as this group.
 */
export const judgeStored = (
  claims: readonly Claim[],
  stored: readonly (StoredTransfer | undefined)[],
): DecidedOutcome | undefined => {
  const verdicts = claims.map((claim, index) => judgeOne(claim, stored[index]));
  const refused = verdicts.find((verdict) => verdict?.status === "refused");
  if (refused !== undefined) return refused;
  const posted = verdicts.filter((verdict) => verdict !== undefined).length;
  if (posted === 0) return undefined;
  return posted === claims.length ? { status: "already_posted" } : { status: "refused", reason: "transfer_mismatch" };
};

const judgeOne = (claim: Claim, stored: StoredTransfer | undefined): DecidedOutcome | undefined => {
  if (stored === undefined) return undefined;
  if (stored.status === "refused") {
    if (stored.version < claim.version) return undefined;
    return { status: "refused", reason: stored.version === claim.version ? stored.reason : "version_refused" };
  }
  if (agrees(stored.transfer, claim)) return { status: "already_posted" };
  const reason = claim.version < stored.transfer.version ? "version_refused" : "transfer_mismatch";
  return { status: "refused", reason };
};

/** Everything that is claimed stands in the journal as it is claimed. */
const agrees = (posted: Transfer, claim: Claim): boolean =>
  names.every((name) => claim[name] === undefined || claim[name] === posted[name]) &&
  // Who names the amount means to post it, and so that it is of no other kind.
  (claim.amount === undefined || isSameKind(claim.kind, posted.kind));

const names = ["id", "version", "ref", "debit", "credit", "amount", "currency", "code"] as const;

const isSameKind = (left: TransferKind | undefined, right: TransferKind | undefined): boolean => {
  if (left === undefined || right === undefined) return left === right;
  switch (left.type) {
    case "pending":
      return right.type === "pending" && right.timeoutAt === left.timeoutAt;
    case "reversal":
      return right.type === "reversal" && right.original === left.original;
    default:
      return right.type === left.type && right.pending === left.pending;
  }
};
