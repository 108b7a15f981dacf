import type { Clock } from "../../core/clock.ts";
import type { Books } from "../../core/proof/books.ts";
import type { CloseStore } from "../../core/proof/close-store.ts";
import type { Findings } from "../../core/proof/reconcile.ts";
import type { StageKeys } from "../../core/proof/receipt.ts";
import type { RootSigner } from "../../core/proof/root-signer.ts";
import type { Log } from "../_shared/log.ts";

/** All that the daily close works with: it reads the ledger, and writes its own records alone. */
export type CloseDeps = {
  readonly books: Books;
  readonly closes: CloseStore;
  readonly signer: RootSigner;
  /** The keys that sign the identity provider's tokens now. */
  readonly identityKeys: () => Promise<StageKeys["identity"]["keys"]>;
  /** Puts the close and its findings where alarms see them. */
  readonly measure: (findings: Readonly<Record<string, Findings>>) => void;
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};
