import type * as z from "zod";
import type { DeclineReason, ProviderPayment, TakeBack } from "../../../core/funding/provider-payment.ts";
import type { TopUpId } from "../../../core/ids.ts";
import { currencyOf } from "../../../core/money/currency.ts";
import { listOf, stripeDispute, type StripeGet, stripePaymentIntent, stripeRefund } from "./stripe-shapes.ts";

export const stripeName = "stripe";

/** Under this name a payment says which top-up it is for. */
export const topUpKey = "top_up";

type Intent = z.infer<typeof stripePaymentIntent>;

/** The payment with all that was taken back of it, by three calls; undefined where Stripe knows of none. */
export const readWhole = async (
  get: StripeGet,
  id: string,
): Promise<{ readonly payment: ProviderPayment; readonly clientSecret: string | undefined } | undefined> => {
  const of = { payment_intent: id, limit: "100" };
  const [raw, refunds, disputes] = await Promise.all([
    get(`/v1/payment_intents/${encodeURIComponent(id)}`),
    get("/v1/refunds", of),
    get("/v1/disputes", of),
  ]);
  if (raw === undefined) return undefined;
  const intent = stripePaymentIntent.parse(raw);
  const takeBacks = [
    ...wholeList(stripeRefund, refunds).flatMap(takeBackOfRefund),
    ...wholeList(stripeDispute, disputes).flatMap(takeBackOfDispute),
  ];
  return { payment: paymentOf(intent, takeBacks), clientSecret: intent.client_secret ?? undefined };
};

/** A hundred refunds of one payment are for a person to look at. */
const wholeList = <Item extends z.ZodType>(item: Item, raw: unknown): readonly z.output<Item>[] => {
  const list = listOf(item).parse(raw);
  if (list.has_more) throw new Error("Stripe has more refunds or disputes of a payment than fit into one answer.");
  return list.data;
};

export const paymentOf = (intent: Intent, takeBacks: readonly TakeBack[]): ProviderPayment => {
  const currency = currencyOf(intent.currency.toUpperCase());
  if (currency === undefined) throw new Error(`Stripe has a payment in ${intent.currency}.`);
  const topUp = intent.metadata[topUpKey];
  const status = statusOf(intent.status);
  return {
    provider: stripeName,
    id: intent.id,
    ...(topUp?.startsWith("tu_") ? { topUp: topUp as TopUpId } : {}),
    status,
    ...(status !== "succeeded" && intent.last_payment_error ? { reason: reasonOf(intent.last_payment_error) } : {}),
    amount: BigInt(status === "succeeded" ? intent.amount_received : intent.amount),
    currency,
    takeBacks,
  };
};

const statuses: Readonly<Record<string, ProviderPayment["status"]>> = {
  requires_payment_method: "open",
  requires_confirmation: "open",
  requires_action: "open",
  processing: "processing",
  requires_capture: "processing",
  succeeded: "succeeded",
  canceled: "canceled",
};

const statusOf = (status: string): ProviderPayment["status"] => {
  const known = statuses[status];
  if (known === undefined) throw new Error(`Stripe has a payment that is "${status}".`);
  return known;
};

/** By `decline_code` where there is one, else by `code` (docs.stripe.com/declines/codes, docs.stripe.com/error-codes). */
const reasons: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: "insufficient_funds",
  card_velocity_exceeded: "insufficient_funds",
  withdrawal_count_limit_exceeded: "insufficient_funds",
  expired_card: "card_expired",
  authentication_required: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
  incorrect_number: "card_not_accepted",
  invalid_number: "card_not_accepted",
  incorrect_cvc: "card_not_accepted",
  invalid_cvc: "card_not_accepted",
  invalid_expiry_month: "card_not_accepted",
  invalid_expiry_year: "card_not_accepted",
  card_not_supported: "card_not_accepted",
  currency_not_supported: "card_not_accepted",
  processing_error: "provider_error",
};

const reasonOf = ({ type, code, decline_code }: NonNullable<Intent["last_payment_error"]>): DeclineReason => {
  if (type === "api_error") return "provider_error";
  return reasons[decline_code ?? ""] ?? reasons[code ?? ""] ?? "declined";
};

/** The money is gone from the moment of the refund, and back when the bank does not take it. */
const takeBackOfRefund = ({ id, amount, status }: z.infer<typeof stripeRefund>): readonly TakeBack[] => [
  {
    id,
    kind: "refund",
    amount: BigInt(amount),
    state: status === "failed" || status === "canceled" ? "returned" : "taken",
  },
];

/** An inquiry moves no money; a dispute does from its first day on, until it is won. */
const disputeStates: Readonly<Record<string, TakeBack["state"]>> = {
  needs_response: "taken",
  under_review: "taken",
  appeal_needs_response: "taken",
  appeal_under_review: "taken",
  lost: "taken",
  won: "returned",
};

const takeBackOfDispute = ({ id, amount, status }: z.infer<typeof stripeDispute>): readonly TakeBack[] => {
  const state = disputeStates[status];
  return state === undefined ? [] : [{ id, kind: "dispute", amount: BigInt(amount), state }];
};
