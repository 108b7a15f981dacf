import type { Instant } from "../clock.ts";
import type { TransferId, WalletId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { Page, PageRequest } from "../page.ts";
import type { TransferCode } from "./transfer-code.ts";

/** Personal and the like may never go below zero; a system wallet may. */
export type WalletKind = "personal" | "merchant" | "association" | "pot" | "escrow" | "system";

export type NewWallet = {
  readonly id: WalletId;
  readonly kind: WalletKind;
  readonly currency: Currency;
  /** The holder id, or the name of the system wallet. */
  readonly owner: string;
};

export type OpenOutcome =
  { readonly status: "opened" | "already_open" } | { readonly status: "refused"; readonly reason: "wallet_mismatch" };

/** Amounts in minor units. `pending` is what holds have reserved. */
export type Balance = {
  readonly wallet: WalletId;
  readonly currency: Currency;
  readonly available: bigint;
  readonly pending: bigint;
};

/** `version` comes from the signed terms; `ref` names what the transfer is for (an intent). */
export type Transfer = {
  readonly id: TransferId;
  readonly version: number;
  readonly debit: WalletId;
  readonly credit: WalletId;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly code: TransferCode;
  readonly ref: string;
};

/** A transfer that is not to be posted in this version: enough to name it. */
export type TransferClosing = Pick<Transfer, "id" | "version" | "ref">;

/** All of them or none. */
export type TransferGroup = { readonly transfers: readonly [Transfer, ...Transfer[]] };

/** Each refusal has its own code; a conflict is none of them. */
export type Refusal =
  | "amount_invalid"
  | "currency_mismatch"
  | "same_wallet"
  | "wallet_unknown"
  | "insufficient_funds"
  | "transfer_mismatch"
  | "group_too_large"
  | "version_refused"
  /** `refuse` came first: the caller closed the version before it was posted. */
  | "closed";

export type PostOutcome =
  | { readonly status: "posted" }
  | { readonly status: "already_posted" }
  | { readonly status: "refused"; readonly reason: Refusal };

/** What the journal has decided already: everything but a new posting. */
export type DecidedOutcome = Exclude<PostOutcome, { readonly status: "posted" }>;

/** One side of a transfer, as the wallet's owner sees it. */
export type Entry = {
  readonly transfer: TransferId;
  readonly direction: "debit" | "credit";
  readonly other: WalletId;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly code: TransferCode;
  readonly ref: string;
  readonly postedAt: Instant;
};

/**
 * Double entry with one verb (and its negation). Knows nothing of posts, people or HTTP.
 *
 * A transfer that is posted is final. A refused one is final for its version: the same id with a higher version may be
 * posted later. Throws only when the outcome is unknown (then call again with the same ids: nothing is done twice).
 */
export type Ledger = {
  open(wallets: readonly NewWallet[]): Promise<readonly OpenOutcome[]>;
  /** Each group is atomic; groups are independent. Outcomes in the order given. Safe to call again with the same ids, for ever. */
  post(groups: readonly TransferGroup[]): Promise<readonly PostOutcome[]>;
  /**
   * Closes the transfers for their versions without moving money: from then on `post` refuses them. What is posted stays
   * posted (`already_posted`). So that whoever finds a payment inadmissible never says "failed" of one that goes through.
   */
  refuse(groups: readonly (readonly TransferClosing[])[]): Promise<readonly DecidedOutcome[]>;
  /** Strongly consistent. */
  balance(wallet: WalletId): Promise<Balance | undefined>;
  /** Newest first. */
  statement(wallet: WalletId, page: PageRequest): Promise<Page<Entry>>;
};
