import type { ChannelName } from "../channel/channel-event.ts";
import type { Instant } from "../clock.ts";
import type { TransferId } from "../ids.ts";

/** An account that money waits for. */
export type ClaimAccount = { readonly channel: ChannelName; readonly userId: string };

/** Names a line whose money waits, and whose it is. All else stands in the ledger and in what the payer signed. */
export type HeldLine = {
  readonly account: ClaimAccount;
  /** The transfer that took the money into escrow. */
  readonly escrowed: TransferId;
};

/** Of the lines whose time is over some: an index, which may be a moment behind. */
export type DueClaims = { due(at: Instant): Promise<readonly HeldLine[]> };

/** What waits for whom. `ledger` alone writes it: before the money moves, so that nothing waits unseen. */
export type ClaimBook = {
  /** Due at that instant. What is written down already stays as it is. */
  put(line: HeldLine, dueAt: Instant): Promise<void>;
  /** Strongly consistent: whoever joins finds all that waited for him before. */
  of(account: ClaimAccount): Promise<readonly TransferId[]>;
  postpone(line: HeldLine, dueAt: Instant): Promise<void>;
  remove(line: HeldLine): Promise<void>;
  /** Of what was never paid: leaves it where it is not due at `at`. */
  removeDue(line: HeldLine, at: Instant): Promise<void>;
};
