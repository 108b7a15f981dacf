import type { PayoutStore } from "../../core/bank/payout.ts";
import type { ClaimBook } from "../../core/claim/claim-book.ts";
import type { ChangeJudge } from "../../core/consent/judge-change.ts";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import type { HolderId } from "../../core/ids.ts";
import type { IntentStore, ReturnMarks } from "../../core/intent/intent-store.ts";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import type { ControlsStore } from "../../core/limits/controls.ts";
import type { SpendingHistory } from "../../core/limits/judge-spending.ts";
import type { HoldBook } from "../../core/ledger/due-hold.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { ErasureOrders } from "../../core/rights/erasure.ts";
import type { Log } from "../_shared/log.ts";

/** All that `ledger` works with: it alone posts, keeps evidence, and says what became of an intent. */
export type LedgerDeps = ChangeJudge & {
  readonly ledger: Pick<Ledger, "open" | "configure" | "post" | "refuse" | "balance" | "statement">;
  readonly holds: Pick<HoldBook, "stored">;
  readonly evidence: Pick<EvidenceStore, "keep" | "keepChange" | "get">;
  /** Who is to be erased, because the account is closed. */
  readonly erasures: ErasureOrders;
  /** What waits for people without a wallet. */
  readonly claims: ClaimBook;
  /** Makes sure of the personal wallets of holders. */
  readonly openWallets: (holders: readonly HolderId[]) => Promise<void>;
  readonly intents: Pick<IntentStore, "get" | "mark" | "markClaims">;
  readonly returns: ReturnMarks;
  /** What the owners have made of their wallets. */
  readonly controls: ControlsStore;
  readonly spending: SpendingHistory;
  readonly requests: Pick<ChangeRequestStore, "get" | "mark">;
  /** The queue that only `relay` and `clockwork` may send to. */
  readonly queueArn: string;
  /** The queue that only `funding` may send to. */
  readonly fundingQueueArn: string;
  /** The queue that only `bank` may send to. */
  readonly bankQueueArn: string;
  /** What is on its way to people's banks. */
  readonly payouts: Pick<PayoutStore, "create" | "mark">;
  readonly log: Log;
};
