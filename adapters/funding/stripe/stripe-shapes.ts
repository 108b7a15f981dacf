import * as z from "zod";

/** Of Stripe's objects only what Piaf reads, as its API of October 2026 has it. Amounts in minor units, currencies in lower case. */
const minor = z.int().nonnegative();

export const stripePaymentIntent = z.object({
  id: z.string().startsWith("pi_"),
  status: z.string(),
  amount: minor,
  amount_received: minor,
  currency: z.string().length(3),
  client_secret: z.string().nullish(),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z
    .object({ type: z.string().nullish(), code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish(),
});

export const stripeRefund = z.object({ id: z.string(), amount: minor, status: z.string().nullable() });

export const stripeDispute = z.object({ id: z.string(), amount: minor, status: z.string() });

/** An event as far as it tells of which payment it speaks. */
export const stripeEvent = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ object: z.object({ id: z.string().optional(), payment_intent: z.string().nullish() }) }),
});

export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item), has_more: z.boolean() });

/** `GET` of Stripe's API: the parsed JSON, undefined for a 404. Throws for every other answer that is none. */
export type StripeGet = (path: string, query?: Readonly<Record<string, string>>) => Promise<unknown>;

/** The payment that an event speaks of; undefined where it speaks of something else. */
export const paymentOfEvent = ({ type, data }: z.infer<typeof stripeEvent>): string | undefined => {
  if (type.startsWith("payment_intent.")) return data.object.id;
  return data.object.payment_intent ?? undefined;
};
