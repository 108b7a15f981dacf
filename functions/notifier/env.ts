import * as z from "zod";

/** What `notifier` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const notifierEnv = z.object({
  REPLIES_TABLE: z.string(),
  /** Read only: who wants to be left alone, and whether a proposal still is as it was told. */
  INTENTS_TABLE: z.string(),
  /** Read only, item by item: whose an account is. */
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  CONNECTIONS_TABLE: z.string(),
  /** Where sockets are reached. */
  SOCKETS_URL: z.string(),
  PUSH_SECRET_ID: z.string(),
  /** Of the push services, with commas between. */
  PUSH_HOSTS: z.string(),
  /** The first is where push services may turn to. */
  APP_ORIGINS: z.string(),
  X_SECRET_ID: z.string(),
  X_API_URL: z.string(),
});
