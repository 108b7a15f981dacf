import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import type { Clock } from "../../core/clock.ts";
import type { FundingProvider } from "../../core/funding/funding-provider.ts";
import type { TopUpStore } from "../../core/funding/top-up.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { TransferReader } from "../../core/proof/transfer-record.ts";
import type { Log } from "../_shared/log.ts";

/** All that `funding` works with. It reads the ledger, and alone may order that a provider's money is posted. */
export type FundingDeps = {
  readonly provider: FundingProvider;
  readonly topUps: TopUpStore;
  readonly queue: QueueSender;
  readonly ledger: Pick<Ledger, "balance">;
  readonly transfers: TransferReader;
  /** Of one top-up, in cents. */
  readonly limits: { readonly minimum: bigint; readonly maximum: bigint };
  readonly clock: Clock;
  readonly log: Log;
};
