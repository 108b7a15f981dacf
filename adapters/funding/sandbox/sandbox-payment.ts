import * as z from "zod";
import { declineReasons, type ProviderPayment } from "../../../core/funding/provider-payment.ts";
import type { TopUpId } from "../../../core/ids.ts";
import { currencyOf } from "../../../core/money/currency.ts";

export const sandboxName = "sandbox";

/** A payment as the sandbox's API shows it. */
const sandboxPayment = z.object({
  id: z.string(),
  top_up: z.string().startsWith("tu_"),
  status: z.enum(["open", "processing", "succeeded", "canceled"]),
  reason: z.enum(declineReasons).optional(),
  amount: z.int().positive(),
  currency: z.string().length(3),
  take_backs: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["refund", "dispute"]),
      amount: z.int().positive(),
      state: z.enum(["taken", "returned"]),
    }),
  ),
  page: z.string(),
});

export const sandboxPayments = z.object({ data: z.array(z.unknown()) });

/** In terms of the domain, with the page where the payer types the card. Throws for what the sandbox would never say. */
export const readSandboxPayment = (raw: unknown): { readonly payment: ProviderPayment; readonly page: string } => {
  const { top_up, take_backs, page, ...payment } = sandboxPayment.parse(raw);
  const currency = currencyOf(payment.currency);
  if (currency === undefined) throw new Error(`The sandbox has a payment in ${payment.currency}.`);
  return {
    page,
    payment: {
      ...payment,
      provider: sandboxName,
      topUp: top_up as TopUpId,
      amount: BigInt(payment.amount),
      currency,
      takeBacks: take_backs.map((one) => ({ ...one, amount: BigInt(one.amount) })),
    },
  };
};
