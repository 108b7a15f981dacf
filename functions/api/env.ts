import * as z from "zod";

/** What `api` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const apiEnv = z.object({
  STAGE: z.string(),
  INTENTS_TABLE: z.string(),
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
});
