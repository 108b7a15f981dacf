import * as z from "zod";

/** What `rights` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const rightsEnv = z.object({
  STAGE: z.string(),
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  CONTROLS_TABLE: z.string(),
  INTENTS_TABLE: z.string(),
  TOP_UPS_TABLE: z.string(),
  PAYOUTS_TABLE: z.string(),
  EVIDENCE_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  /** JSON: what the stage changes of the table of limits; the time zone is in it. */
  LIMIT_RULES: z.string(),
});
