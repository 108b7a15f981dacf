import type { ProviderPaymentVerified } from "../../contracts/messages/provider-payment.ts";
import { instant } from "../../core/clock.ts";
import type { PaymentInProgress } from "../../core/funding/funding-provider.ts";
import type { ProviderPayment } from "../../core/funding/provider-payment.ts";
import { mismatchOf, type TopUp, topUpStateOf } from "../../core/funding/top-up.ts";
import type { FundingDeps } from "./funding-deps.ts";

/** A top-up as its provider has it now. */
export type SeenTopUp = PaymentInProgress & { readonly topUp: TopUp };

/**
 * Asks the provider for the payment, has the ledger post what it took in, and then keeps what it said; in this order, so that
 * nothing is written that was not sent. Again, it changes nothing. Undefined for a payment that is not one of ours. Throws when
 * the provider or the queue cannot be reached.
 */
export const takeNote = async (payment: string, deps: FundingDeps): Promise<SeenTopUp | undefined> => {
  const seenAt = instant(deps.clock());
  const seen = await deps.provider.retrieve(payment);
  if (seen === undefined) return undefined;
  const id = seen.payment.topUp;
  const topUp = id && (await deps.topUps.get(id));
  const mismatch = mismatchOf(topUp, seen.payment);
  if (topUp === undefined || mismatch !== undefined) {
    deps.log.warn("payment_unmatched", { provider: deps.provider.name, payment, reason: mismatch });
    return undefined;
  }
  if (seen.payment.status === "succeeded") {
    await deps.queue.send([{ body: orderOf(topUp, seen.payment), group: topUp.holder }]);
    deps.log.info("top_up_ordered", { topUp: topUp.id, takeBacks: seen.payment.takeBacks.length });
  }
  return { ...seen, topUp: await keep(topUp, seen.payment, { seenAt, deps }) };
};

/** What the provider said of a top-up, kept unless something newer is there. */
export const keep = async (
  topUp: TopUp,
  payment: ProviderPayment,
  { seenAt, deps }: { readonly seenAt: string; readonly deps: Pick<FundingDeps, "topUps"> },
): Promise<TopUp> => {
  const { id } = topUp;
  const seen = { id, payment: payment.id, state: topUpStateOf(payment), reason: payment.reason, seenAt };
  return (await deps.topUps.update(seen)) === "updated"
    ? { ...topUp, ...seen }
    : ((await deps.topUps.get(id)) ?? topUp);
};

const orderOf = (topUp: TopUp, payment: ProviderPayment): ProviderPaymentVerified => ({
  type: "provider_payment.verified.v1",
  provider: payment.provider,
  payment: payment.id,
  holder: topUp.holder,
  amount: Number(payment.amount),
  currency: payment.currency,
  takeBacks: payment.takeBacks.map((one) => ({ ...one, amount: Number(one.amount) })),
});
