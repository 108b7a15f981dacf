import * as z from "zod";

/** What `relay` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const relayEnv = z.object({
  LEDGER_QUEUE_URL: z.string(),
  NOTICES_QUEUE_URL: z.string(),
  INTENTS_STREAM_ARN: z.string(),
  HOLDERS_STREAM_ARN: z.string(),
});
