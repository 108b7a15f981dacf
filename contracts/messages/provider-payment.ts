import * as z from "zod";

const reference = z.string().min(1).max(48);
const minor = z.int().positive();

/** As many refunds and disputes as a payment can have before a person has to look at it. */
const maximumTakeBacks = 50;

/**
 * `funding` → funding queue → `ledger`: money that a provider has taken in, and what it has taken back since, as the provider
 * itself said when it was asked. Each message says all of it, so that they may come twice, late and in any order.
 */
export const providerPaymentVerified = z.strictObject({
  type: z.literal("provider_payment.verified.v1"),
  provider: z.string().regex(/^[a-z]{1,15}$/),
  /** The provider's reference. */
  payment: reference,
  holder: z.string().startsWith("hol_"),
  amount: minor,
  currency: z.string().length(3),
  takeBacks: z
    .array(
      z.strictObject({
        id: reference,
        kind: z.enum(["refund", "dispute"]),
        amount: minor,
        state: z.enum(["taken", "returned"]),
      }),
    )
    .max(maximumTakeBacks),
});

export type ProviderPaymentVerified = z.infer<typeof providerPaymentVerified>;
