import type { Clock } from "../../core/clock.ts";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import type { ContactStore } from "../../core/contact/contact.ts";
import type { WalletId } from "../../core/ids.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../core/ledger/wallet-books.ts";
import type { ErasureBook } from "../../core/rights/erasure.ts";
import type { PersonalRecords, SignInAccounts } from "../../core/rights/personal-records.ts";
import type { Log } from "../_shared/log.ts";

/** All that `eraser` works with: it reads the ledger, and takes away what lies beside it. */
export type EraserDeps = {
  readonly erasures: ErasureBook;
  readonly records: PersonalRecords;
  readonly signIns: SignInAccounts;
  readonly contacts: Pick<ContactStore, "forget">;
  readonly intents: Pick<IntentStore, "get" | "replace" | "listByPayer">;
  readonly ledger: Pick<Ledger, "statement">;
  readonly walletBooks: (wallet: WalletId) => Promise<WalletBooks | undefined>;
  readonly evidence: Pick<EvidenceStore, "ofRequest">;
  readonly clock: Clock;
  readonly log: Log;
};
