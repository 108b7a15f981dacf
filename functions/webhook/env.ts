import * as z from "zod";

/** What `webhook` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const webhookEnv = z.object({
  INBOUND_QUEUE_URL: z.string(),
  ACCOUNTS_QUEUE_URL: z.string(),
  X_SECRET_ID: z.string(),
  /** The numeric id of the bot account. */
  X_BOT_USER_ID: z.string(),
});
