import * as z from "zod";

/** What `bank` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const bankEnv = z.object({
  STAGE: z.string(),
  PAYOUTS_TABLE: z.string(),
  BANK_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  BANK_QUEUE_URL: z.string(),
  /** The account at the bank, and what it is reached with. */
  BANK_SECRET_ID: z.string(),
  /** Which bank the stage has: "sandbox", or "operator" where somebody carries the files. */
  BANK: z.string(),
  BANK_API_URL: z.string(),
});
