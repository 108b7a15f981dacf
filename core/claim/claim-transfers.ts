import { type Clock, epochMs } from "../clock.ts";
import type { KeptConsent } from "../consent/evidence-store.ts";
import type { TermsLine } from "../consent/terms.ts";
import type { Holder } from "../holder/holder.ts";
import { claimIdOf, type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../ids.ts";
import type { StoredTransfer } from "../ledger/judge-stored.ts";
import type { Transfer } from "../ledger/ledger.ts";

/** Why an escrow is looked at: somebody has joined, the payer wants it back, or its time may be over. */
export type ClaimCause = "joined" | "taken_back" | "due";

export type ClaimEnd = "claimed" | "returned";

/** What lies in escrow, by the ledger's own record and what its payer signed. */
export type Escrow = {
  readonly transfer: Transfer;
  readonly terms: KeptConsent["terms"];
  readonly index: number;
  readonly line: TermsLine & { readonly claim_until: string };
};

/** The escrow that a posted transfer made, or undefined where the terms know of none such. */
export const escrowOf = async (
  transfer: Transfer,
  terms: KeptConsent["terms"] | undefined,
): Promise<Escrow | undefined> => {
  if (terms === undefined || transfer.code !== "escrow_in") return undefined;
  const payment = { payer: terms.payer as HolderId, intent: terms.intent as IntentId };
  const ids = await Promise.all(terms.lines.map((_line, line) => transferIdOf({ ...payment, line })));
  const index = ids.indexOf(transfer.id);
  const line = terms.lines[index];
  if (line?.claim_until === undefined) return undefined;
  return { transfer, terms, index, line: { ...line, claim_until: line.claim_until } };
};

/**
 * Where the money may go now, the first that takes it: to the owner of the signed account, if he has proved by the signed date
 * that it is his and it goes by the handle that the payer read; then back, after that date or where the payer asked for it.
 */
export const endsOf = (
  { line }: Pick<Escrow, "line">,
  owner: Holder | undefined,
  { cause, clock }: { readonly cause: ClaimCause; readonly clock: Clock },
): readonly ClaimEnd[] => {
  const isOver = epochMs(line.claim_until) <= clock();
  const mayReturn = cause === "taken_back" || (cause === "due" && isOver);
  const mayClaim = cause !== "taken_back" && isProved(line, owner);
  return [...(mayClaim ? (["claimed"] as const) : []), ...(mayReturn ? (["returned"] as const) : [])];
};

const isProved = (line: Escrow["line"], owner: Holder | undefined): boolean =>
  owner?.links.some(
    ({ channel, userId, handle, linkedAt }) =>
      channel === line.channel &&
      userId === line.user_id &&
      handle.toLowerCase() === line.handle.toLowerCase() &&
      epochMs(linkedAt) <= epochMs(line.claim_until),
  ) ?? false;

/** The one transfer that ends an escrow. Whichever way it goes it has the same id, so that it goes one way only. */
export const endingOf = async (
  { transfer, terms }: Escrow,
  { end, owner, version }: { readonly end: ClaimEnd; readonly owner: Holder | undefined; readonly version: number },
): Promise<Transfer> => {
  const to = end === "claimed" ? owner?.id : (terms.payer as HolderId);
  if (to === undefined) throw new Error("Nobody has claimed it.");
  return {
    id: await claimIdOf(transfer.id),
    version,
    debit: transfer.credit,
    credit: await personalWalletIdOf(to, transfer.currency),
    amount: transfer.amount,
    currency: transfer.currency,
    code: end === "claimed" ? "claim" : "claim_return",
    ref: transfer.ref,
  };
};

/** How an escrow has ended by the journal; undefined while it has not. */
export const endIn = (stored: StoredTransfer | undefined): ClaimEnd | undefined => {
  if (stored?.status !== "posted") return undefined;
  return stored.transfer.code === "claim" ? "claimed" : "returned";
};

/** A refusal is final for its version: what is tried again has the next. */
export const nextVersion = (stored: StoredTransfer | undefined): number =>
  stored?.status === "refused" ? stored.version + 1 : 1;
