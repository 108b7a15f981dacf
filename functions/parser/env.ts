import * as z from "zod";

/** What `parser` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const parserEnv = z.object({
  STAGE: z.string(),
  INTENTS_TABLE: z.string(),
  HOLDERS_TABLE: z.string(),
  /** Read item by item: whom people have blocked. */
  PEOPLE_TABLE: z.string(),
  X_BOT_USER_ID: z.string(),
  /** Posts that are older make nothing. */
  POST_AGE_LIMIT_HOURS: z.string().regex(/^[1-9]\d{0,3}$/),
});
