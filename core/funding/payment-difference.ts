import type { Instant } from "../clock.ts";
import { providerStepIdOf, topUpIdOf, type TransferId } from "../ids.ts";
import { heldBy, type ProviderPayment } from "./provider-payment.ts";

/** What a provider holds of a payment for us, and what the ledger says that it holds. Minor units. */
export type PaymentDifference = {
  readonly payment: string;
  readonly currency: string;
  readonly provider: bigint;
  readonly ledger: bigint;
};

/** What the comparison of one day found; written again until it found nothing. */
export type FundingCheck = {
  readonly provider: string;
  readonly day: string;
  readonly payments: number;
  readonly differences: readonly PaymentDifference[];
  readonly checkedAt: Instant;
};

export type FundingCheckStore = {
  get(provider: string, day: string): Promise<FundingCheck | undefined>;
  keep(check: FundingCheck): Promise<void>;
};

/** Every transfer that a payment may have made between the provider and the ledger, with the sign that it counts with. */
export const countedTransfersOf = async ({
  provider,
  id,
  takeBacks,
}: Pick<ProviderPayment, "provider" | "id" | "takeBacks">): Promise<readonly { id: TransferId; sign: 1n | -1n }[]> => {
  const step = async (reference: string, name: "suspended" | "taken" | "owed" | "returned", sign: 1n | -1n) => ({
    id: await providerStepIdOf({ provider, reference, step: name }),
    sign,
  });
  return Promise.all([
    topUpIdOf({ provider, reference: id }).then((credit) => ({ id: credit, sign: 1n as const })),
    step(id, "suspended", 1n),
    ...takeBacks.flatMap((one) => [
      step(one.id, "taken", -1n),
      step(one.id, "owed", -1n),
      step(one.id, "returned", 1n),
    ]),
  ]);
};

/** Undefined where both say the same. */
export const differenceOf = (payment: ProviderPayment, ledger: bigint): PaymentDifference | undefined => {
  const provider = heldBy(payment);
  return provider === ledger ? undefined : { payment: payment.id, currency: payment.currency, provider, ledger };
};

/** By how much they differ in all, whichever way: 0 is right. */
export const totalDifference = (differences: readonly PaymentDifference[]): Readonly<Record<string, bigint>> => {
  const totals: Record<string, bigint> = {};
  for (const { currency, provider, ledger } of differences) {
    const difference = provider > ledger ? provider - ledger : ledger - provider;
    totals[currency] = (totals[currency] ?? 0n) + difference;
  }
  return totals;
};
