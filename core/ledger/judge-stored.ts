import type { Refusal, DecidedOutcome, Transfer, TransferGroup } from "./ledger.ts";

/** What the journal holds under a transfer's id. */
export type StoredTransfer =
  | { readonly status: "posted"; readonly transfer: Transfer }
  | { readonly status: "refused"; readonly version: number; readonly reason: Refusal };

/**
 * What the journal says of a group, `stored` in the order of its transfers; undefined while all of it is still to be
 * decided. Posted is final; refused is final for its version and all below it. A group that is posted in part was never
 * posted as this group.
 */
export const judgeStored = (
  { transfers }: TransferGroup,
  stored: readonly (StoredTransfer | undefined)[],
): DecidedOutcome | undefined => {
  const verdicts = transfers.map((transfer, index) => judgeOne(transfer, stored[index]));
  const refused = verdicts.find((verdict) => verdict?.status === "refused");
  if (refused !== undefined) return refused;
  const posted = verdicts.filter((verdict) => verdict !== undefined).length;
  if (posted === 0) return undefined;
  return posted === transfers.length
    ? { status: "already_posted" }
    : { status: "refused", reason: "transfer_mismatch" };
};

const judgeOne = (transfer: Transfer, stored: StoredTransfer | undefined): DecidedOutcome | undefined => {
  if (stored === undefined) return undefined;
  if (stored.status === "refused") {
    if (stored.version < transfer.version) return undefined;
    return { status: "refused", reason: stored.version === transfer.version ? stored.reason : "version_refused" };
  }
  if (isSame(stored.transfer, transfer)) return { status: "already_posted" };
  const reason = transfer.version < stored.transfer.version ? "version_refused" : "transfer_mismatch";
  return { status: "refused", reason };
};

const isSame = (left: Transfer, right: Transfer): boolean =>
  left.id === right.id &&
  left.version === right.version &&
  left.debit === right.debit &&
  left.credit === right.credit &&
  left.amount === right.amount &&
  left.currency === right.currency &&
  left.code === right.code &&
  left.ref === right.ref;
