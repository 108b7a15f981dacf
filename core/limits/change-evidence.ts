import type { ChangeTerms } from "../consent/terms.ts";
import type { AskedChange } from "./change.ts";

/** What the ledger demands before it changes a wallet. */
type ChangeEvidence =
  /** Terms signed by the wallet's owner, verified next to the ledger. */
  | "owner_signature"
  /**
   * The word of `api` that the owner is signed in, by way of the queue of `relay`. Whoever controls `api` has it for everybody,
   * so that it is enough only for what takes away: with it wallets can be frozen and limits lowered, never the other way.
   */
  | "owner_session"
  /** The ledger's own record of what was signed, read next to the ledger: it says itself that its day has come. */
  | "due_raise";

export type WalletChange = AskedChange["kind"] | ChangeTerms["purpose"] | "raise_due";

/** The one table of changes of a wallet, beside that of transfers: a change without its evidence does not compile. */
export const demandedOfChange = {
  lower: "owner_session",
  freeze: "owner_session",
  cancel: "owner_session",
  limit: "owner_signature",
  unfreeze: "owner_signature",
  payout: "owner_signature",
  close: "owner_signature",
  raise_due: "due_raise",
} as const satisfies Record<WalletChange, ChangeEvidence>;

/** Throws for a change that demands other evidence than was shown: whoever asks for that is no caller of ours. */
export const admitChange = (change: WalletChange, shown: ChangeEvidence): void => {
  if (demandedOfChange[change] !== shown) throw new Error(`A change "${change}" is not made on ${shown}.`);
};
