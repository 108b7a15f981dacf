import * as z from "zod";

/** What `notifier` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const notifierEnv = z.object({
  REPLIES_TABLE: z.string(),
  /** Read only: who wants to be left alone. */
  INTENTS_TABLE: z.string(),
  X_SECRET_ID: z.string(),
  X_API_URL: z.string(),
});
