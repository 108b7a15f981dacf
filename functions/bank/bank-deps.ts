import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import type { BankBooks, BankChannel, PayoutOutbox } from "../../core/bank/bank-books.ts";
import type { OwnAccount } from "../../core/bank/bank-file.ts";
import type { PayeeVerifier } from "../../core/bank/payee-verifier.ts";
import type { PayoutStore } from "../../core/bank/payout.ts";
import type { Clock } from "../../core/clock.ts";
import type { LookupCounter } from "../../core/contact/lookup-counter.ts";
import type { ProviderDelivery } from "../../core/funding/funding-provider.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { Log } from "../_shared/log.ts";

/** All that `bank` works with. It alone may order that what the bank has booked is posted, and alone knows the bank. */
export type BankDeps = {
  /** By the name in the webhook's address. */
  readonly bank: string;
  readonly account: () => Promise<OwnAccount>;
  /** Whether the bank signed these bytes, lately. */
  readonly isFromBank: (delivery: ProviderDelivery) => Promise<boolean>;
  readonly channel: BankChannel;
  readonly verifier: PayeeVerifier;
  /** How often somebody asks whose an account is. */
  readonly checks: LookupCounter;
  readonly books: BankBooks;
  readonly outbox: PayoutOutbox;
  readonly payouts: Pick<PayoutStore, "get">;
  readonly queue: QueueSender;
  readonly ledger: Pick<Ledger, "balance">;
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};
