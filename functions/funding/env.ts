import * as z from "zod";

/** What `funding` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const fundingEnv = z.object({
  TOP_UPS_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  FUNDING_QUEUE_URL: z.string(),
  FUNDING_SECRET_ID: z.string(),
  /** Which card provider the stage has: "stripe" or "sandbox". */
  FUNDING_PROVIDER: z.string(),
  FUNDING_API_URL: z.string(),
  /** The least and the most of one top-up, in cents. */
  TOP_UP_MINIMUM: z.string().regex(/^\d+$/),
  TOP_UP_MAXIMUM: z.string().regex(/^\d+$/),
});
