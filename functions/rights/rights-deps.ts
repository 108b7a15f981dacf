import type { CaseStore } from "../../core/case/case.ts";
import type { Clock } from "../../core/clock.ts";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import type { HolderDirectory } from "../../core/holder/holder.ts";
import type { WalletId } from "../../core/ids.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../core/ledger/wallet-books.ts";
import type { Books } from "../../core/proof/books.ts";
import type { Dossier } from "../../core/rights/dossier.ts";
import type { Log } from "../_shared/log.ts";

/** All that `rights` works with: it reads whatever Piaf holds of the caller, and writes nothing. */
export type RightsDeps = {
  readonly dossier: Dossier;
  readonly holders: Pick<HolderDirectory, "byId">;
  readonly intents: Pick<IntentStore, "get" | "listByPayer">;
  readonly cases: Pick<CaseStore, "ofHolder">;
  readonly evidence: Pick<EvidenceStore, "get" | "ofRequest">;
  readonly ledger: Pick<Ledger, "balance" | "statement">;
  readonly walletBooks: (wallet: WalletId) => Promise<WalletBooks | undefined>;
  /** What a wallet held at a moment. */
  readonly books: Pick<Books, "positionSince">;
  /** Of wallets that have none of their own. */
  readonly timeZone: string;
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};
