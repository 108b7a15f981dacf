import * as z from "zod";

/** What `ledger` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const ledgerEnv = z.object({
  STAGE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  EVIDENCE_TABLE: z.string(),
  INTENTS_TABLE: z.string(),
  HOLDERS_TABLE: z.string(),
  /** What the owners have made of their wallets: `ledger` alone writes it. */
  CONTROLS_TABLE: z.string(),
  /** What waits for people without a wallet: `ledger` alone writes it. */
  CLAIMS_TABLE: z.string(),
  ERASURES_TABLE: z.string(),
  /** JSON: what the stage changes of the table of limits. */
  LIMIT_RULES: z.string(),
  PIN_SECRET_ID: z.string(),
  /** The ARN of the queue that only `relay` and `clockwork` may send to: payments are taken from no other. */
  LEDGER_QUEUE_ARN: z.string(),
  /** The ARN of the queue that only `funding` may send to: money of providers is taken from no other. */
  FUNDING_QUEUE_ARN: z.string(),
  /** The ARN of the queue that only `bank` may send to: what a bank has booked is taken from no other. */
  BANK_QUEUE_ARN: z.string(),
  /** What is on its way to people's banks. */
  PAYOUTS_TABLE: z.string(),
  APP_ORIGINS: z.string(),
});
