import * as z from "zod";

/** What `clockwork` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const clockworkEnv = z.object({
  STAGE: z.string(),
  /** JSON: what the stage changes of the deadlines of cases. */
  CASE_RULES: z.string(),
  INTENTS_TABLE: z.string(),
  INBOUND_QUEUE_URL: z.string(),
  LEDGER_QUEUE_URL: z.string(),
  X_SECRET_ID: z.string(),
  X_API_URL: z.string(),
  X_BOT_USER_ID: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  CONTROLS_TABLE: z.string(),
  CLAIMS_TABLE: z.string(),
  CLOSES_TABLE: z.string(),
  /** What the bank has told. */
  BANK_TABLE: z.string(),
  /** The ARN of the KMS key that signs the roots. */
  ROOT_KEY_ARN: z.string(),
  IDENTITY_JWKS_URL: z.string(),
  /** Of the card provider's books: a key that can read, and nothing else. */
  FUNDING_BOOKS_SECRET_ID: z.string(),
  FUNDING_PROVIDER: z.string(),
  FUNDING_API_URL: z.string(),
});
