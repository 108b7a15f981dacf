import * as z from "zod";

/**
 * What a push message says to a phone's service worker: a pointer, encrypted for that phone alone. The app's words stand
 * in the app; amount and name come along only for who has allowed that.
 */
export const pushMessage = z.object({
  kind: z.enum([
    "to_approve",
    "question",
    "settled",
    "received",
    "failed",
    "reported",
    "new_key",
    "unclaimed",
    "claimed",
    "returned",
    "sent_back",
    "case_changed",
  ]),
  intent: z.string().optional(),
  /** As a BCP 47 tag. */
  language: z.string(),
  /** In minor units. */
  details: z.object({ amount: z.int(), currency: z.string().length(3), name: z.string().optional() }).optional(),
});

export type PushMessageView = z.infer<typeof pushMessage>;
