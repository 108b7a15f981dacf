import * as z from "zod";
import { consentTexts } from "../consent-texts.ts";
import { base64Url } from "../consent.ts";

/**
 * A phone's subscription to push messages: what `PushSubscription.toJSON()` of the Push API gives, and the phone's
 * language. Its endpoint is what it is known by, so that the same again changes nothing and needs no Idempotency-Key.
 */
export const pushSubscriptionRequest = z.object({
  endpoint: z.url().max(2_000),
  keys: z.object({
    /** An uncompressed point of P-256, and 16 bytes. */
    p256dh: base64Url.length(87),
    auth: base64Url.min(22).max(48),
  }),
  language: z.string().min(2).max(35),
  /** The version of the text that the person has agreed to by a tap; without it no new consent is given. */
  consent: z.literal(consentTexts.notifications).optional(),
});

export const pushSubscriptionView = z.object({ id: z.string() });

export type PushSubscriptionRequest = z.infer<typeof pushSubscriptionRequest>;
export type PushSubscriptionView = z.infer<typeof pushSubscriptionView>;
