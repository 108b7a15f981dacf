import * as z from "zod";
import { declineReasons } from "../../core/funding/provider-payment.ts";

export const topUpRequest = z.strictObject({
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string().length(3),
});

/** Amounts in minor units of `currency`. */
export const topUpView = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  state: z.enum(["requested", "processing", "paid", "credited", "failed", "refunded", "disputed"]),
  /** Why the last card was not charged, or why the top-up failed. */
  reason: z.enum(declineReasons).optional(),
  /** What the payer does next, with the provider alone; only while it is his turn. */
  next: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("sandbox_page"), url: z.string() }),
      z.object({ kind: z.literal("stripe"), client_secret: z.string(), publishable_key: z.string() }),
    ])
    .optional(),
  created_at: z.string(),
});

export type TopUpView = z.infer<typeof topUpView>;
