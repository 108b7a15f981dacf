import * as z from "zod";

/** What `eraser` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const eraserEnv = z.object({
  ERASURES_TABLE: z.string(),
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  PINS_TABLE: z.string(),
  INTENTS_TABLE: z.string(),
  EVIDENCE_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  USER_POOL_ID: z.string(),
});
