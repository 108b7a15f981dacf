import * as z from "zod";

/** What `clockwork` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const clockworkEnv = z.object({
  INTENTS_TABLE: z.string(),
});
