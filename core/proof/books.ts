import type { Instant } from "../clock.ts";
import type { WalletId } from "../ids.ts";
import type { Page } from "../page.ts";
import type { TransferRecord } from "./transfer-record.ts";

/** `since` included, `until` not. */
export type TimeWindow = { readonly since: Instant; readonly until: Instant };

/** Where a reader of one segment stands; undefined to begin, and when it is done. */
type SegmentPage = { readonly transfers: readonly TransferRecord[]; readonly cursor: string | undefined };

/** What a wallet says of itself. Minor units; `entries` counts all that it ever had. */
export type WalletPosition = {
  readonly wallet: WalletId;
  readonly currency: string;
  /** Available and reserved. */
  readonly total: bigint;
  readonly entries: number;
};

/** A sum over a wallet's entries: credits less debits. */
export type Fold = { readonly sum: bigint; readonly entries: number };

/** The ledger as the close reads it, without a way to write. */
export type Books = {
  /**
   * One page of the transfers that moved money within the window, from one of `segments` parts that are read independently;
   * together they hold each exactly once.
   */
  transfers(
    from: TimeWindow & {
      readonly segment: number;
      readonly segments: number;
      readonly cursor: string | undefined;
    },
  ): Promise<SegmentPage>;
  /** Every wallet, each as it stood at one moment of its own. */
  wallets(cursor: string | undefined): Promise<Page<WalletPosition>>;
  /** A wallet with the fold of its entries from `from` on, both of one moment; undefined when it moves too fast to say. */
  positionSince(
    wallet: WalletId,
    from: Instant,
  ): Promise<{ readonly position: WalletPosition; readonly since: Fold } | undefined>;
};
