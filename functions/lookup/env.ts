import * as z from "zod";

/** What `lookup` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const lookupEnv = z.object({
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  X_SECRET_ID: z.string(),
  X_API_URL: z.string(),
});
