import type { TopUpId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";

/** Why a card was not charged, in words of ours: whatever a provider says is one of these. */
export const declineReasons = [
  "declined",
  "insufficient_funds",
  "card_expired",
  "card_not_accepted",
  "authentication_failed",
  "provider_error",
] as const;

export type DeclineReason = (typeof declineReasons)[number];

/**
 * Money that left the provider's account after it had come in. `returned`: it came back, because the refund failed or the
 * dispute was won.
 */
export type TakeBack = {
  /** The provider's own reference of the refund or dispute. */
  readonly id: string;
  readonly kind: "refund" | "dispute";
  /** Minor units, at most the payment's. */
  readonly amount: bigint;
  readonly state: "taken" | "returned";
};

/** A payment by card as the provider has it at one moment: never what an event says of it, which may be old. */
export type ProviderPayment = {
  readonly provider: string;
  /** The provider's own reference. */
  readonly id: string;
  /** What it is for; absent for a payment that Piaf did not ask for. */
  readonly topUp?: TopUpId | undefined;
  /** `open` waits for the payer, also after a card was declined: `reason` says why the last one was. */
  readonly status: "open" | "processing" | "succeeded" | "canceled";
  readonly reason?: DeclineReason | undefined;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly takeBacks: readonly TakeBack[];
};

const sumOf = (takeBacks: readonly TakeBack[]): bigint => takeBacks.reduce((sum, { amount }) => sum + amount, 0n);

/** What of a payment was taken back and has not returned, in minor units. */
export const takenOf = ({ takeBacks }: Pick<ProviderPayment, "takeBacks">, kind?: TakeBack["kind"]): bigint =>
  sumOf(takeBacks.filter((one) => one.state === "taken" && (kind === undefined || one.kind === kind)));

/** What the provider holds of a payment for us: nothing until it has succeeded. Minor units. */
export const heldBy = (payment: ProviderPayment): bigint =>
  payment.status === "succeeded" ? payment.amount - takenOf(payment) : 0n;
