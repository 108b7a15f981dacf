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
  /** The holder id, the transfer that an escrow keeps, or the name of the system wallet. */
  readonly owner: string;
  /** What holds from the first moment on; a wallet that is open already keeps what it has. */
  readonly settings?: Pick<WalletSettings, "limits" | "ceiling"> | undefined;
};

export type OpenOutcome =
  { readonly status: "opened" | "already_open" } | { readonly status: "refused"; readonly reason: "wallet_mismatch" };

/** What may happen to a wallet. A closed one is empty, and stays closed. */
export type WalletState = "open" | "frozen_debits" | "frozen" | "closed";

/** What may be spent, in minor units, at once, and in a day and in a month of the owner's own time zone (IANA). */
export type SpendingLimits = {
  readonly timeZone: string;
  /** By one group of transfers, which is what one signature covers. */
  readonly payment?: bigint | undefined;
  readonly day?: bigint | undefined;
  readonly month?: bigint | undefined;
};

/** What is named changes, the rest stays. Null takes a limit away. Minor units. */
export type WalletSettings = {
  readonly state?: WalletState | undefined;
  readonly limits?: SpendingLimits | null | undefined;
  /** The most the wallet may hold, reservations included. */
  readonly ceiling?: bigint | null | undefined;
  /** What must remain available: 0 unless it is set, below zero for a credit line. */
  readonly floor?: bigint | undefined;
};

export type ConfigureRefusal =
  | "wallet_unknown"
  | "wallet_closed"
  /** Only an empty wallet closes: nothing available, nothing reserved. */
  | "wallet_not_empty"
  /** A ceiling cannot be kept over shards; a wallet that runs hot has none. */
  | "wallet_sharded";

export type ConfigureOutcome =
  { readonly status: "configured" } | { readonly status: "refused"; readonly reason: ConfigureRefusal };

/** Amounts in minor units. `pending` is what holds have reserved. */
export type Balance = {
  readonly wallet: WalletId;
  readonly currency: Currency;
  readonly available: bigint;
  readonly pending: bigint;
};

/** A wallet's balance, and what may happen to it. */
export type WalletStanding = Balance & { readonly state: WalletState };

/**
 * What a transfer does other than move its amount at once.
 * - `pending` reserves it at the debited wallet until it is posted or voided, once; after `timeoutAt` it can only be voided.
 * - `post_pending` moves what is reserved, in whole or in part; the rest is free again.
 * - `void_pending` frees all of it; its amount is the reserved one.
 * - `reversal` sends back what an original transfer moved, in whole or in part, over all reversals never more than it. It is
 *   no spending: limits do not count it.
 */
export type TransferKind =
  | { readonly type: "pending"; readonly timeoutAt: Instant }
  | { readonly type: "post_pending" | "void_pending"; readonly pending: TransferId }
  | { readonly type: "reversal"; readonly original: TransferId };

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
  readonly kind?: TransferKind | undefined;
  /** The commitment to the terms and evidence that it is posted on, where its code demands the owner's signature. */
  readonly consent?: string | undefined;
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
  | "wallet_closed"
  | "wallet_frozen"
  | "insufficient_funds"
  | "payment_limit_exceeded"
  | "day_limit_exceeded"
  | "month_limit_exceeded"
  | "ceiling_exceeded"
  | "pending_unknown"
  | "pending_resolved"
  | "pending_expired"
  | "exceeds_pending"
  | "original_unknown"
  | "exceeds_original"
  | "transfer_mismatch"
  | "group_too_large"
  | "version_refused"
  /** `refuse` came first: the caller closed the version before it was posted. */
  | "closed";

export type PostOutcome =
  /** `balances`, where they were asked for: of every wallet that was changed, right after the change; not of those that run hot. */
  | { readonly status: "posted"; readonly balances?: readonly Balance[] | undefined }
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

export type StatementRequest = PageRequest & { readonly until?: Instant | undefined };

/** `balances` costs the coalescing: such groups are written one by one. */
export type PostOptions = { readonly balances?: boolean | undefined };

/**
 * Double entry with one verb (and its negation). Knows nothing of posts, people or HTTP.
 *
 * A transfer that is posted is final. A refused one is final for its version: the same id with a higher version may be
 * posted later. Throws only when the outcome is unknown (then call again with the same ids: nothing is done twice).
 */
export type Ledger = {
  open(wallets: readonly NewWallet[]): Promise<readonly OpenOutcome[]>;
  /**
   * Changes what may happen to a wallet, in one step with the payments that race it: each is judged by the settings before or
   * by those after, and what was spent in a day and a month counts in their new limits. Again with the same settings changes
   * nothing. Who may ask for it is the caller's to judge.
   */
  configure(wallet: WalletId, settings: WalletSettings): Promise<ConfigureOutcome>;
  /**
   * Each group is atomic; groups are independent, whether or not the ledger writes several of them together. Outcomes in
   * the order given. Safe to call again with the same ids, for ever.
   */
  post(groups: readonly TransferGroup[], options?: PostOptions): Promise<readonly PostOutcome[]>;
  /**
   * Closes the transfers for their versions without moving money: from then on `post` refuses them. What is posted stays
   * posted (`already_posted`). So that whoever finds a payment inadmissible never says "failed" of one that goes through.
   */
  refuse(groups: readonly (readonly TransferClosing[])[]): Promise<readonly DecidedOutcome[]>;
  /** Strongly consistent. */
  balance(wallet: WalletId): Promise<Balance | undefined>;
  /**
   * Newest first by the time of posting, then by id. At any moment what is available and pending of a wallet is the fold
   * of its entries. `until` starts at a time in the past, that instant included.
   */
  statement(wallet: WalletId, page: StatementRequest): Promise<Page<Entry>>;
};
