import type { Instant } from "../clock.ts";
import type { HolderId, TopUpId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import { type DeclineReason, type ProviderPayment, takenOf } from "./provider-payment.ts";

/**
 * The life of a top-up. `credited` is the ledger's word, all others are the provider's. A declined card leaves it
 * `requested`: the payer may try another one.
 */
export const topUpMoves = {
  requested: ["processing", "paid", "failed"],
  processing: ["requested", "paid", "failed"],
  paid: ["credited", "refunded", "disputed"],
  credited: ["refunded", "disputed"],
  /** The refund failed, or was followed by a dispute. */
  refunded: ["paid", "disputed"],
  /** The dispute was won. */
  disputed: ["paid", "refunded"],
  failed: [],
} as const satisfies Record<string, readonly string[]>;

export type TopUpState = keyof typeof topUpMoves;

/** What is stored: all that the provider says. Whether it was credited is asked of the ledger each time. */
export type StoredTopUpState = Exclude<TopUpState, "credited">;

/** Somebody's wish to put money into his wallet, and what has become of it. `funding` alone writes it. */
export type TopUp = {
  readonly id: TopUpId;
  readonly holder: HolderId;
  readonly provider: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly state: StoredTopUpState;
  readonly reason?: DeclineReason | undefined;
  /** The provider's reference; absent until the provider has been asked. */
  readonly payment?: string | undefined;
  readonly createdAt: Instant;
  /** When the provider was asked for what stands here. */
  readonly seenAt: Instant;
};

/** The top-up as the provider's payment has it. */
export const topUpStateOf = (payment: ProviderPayment): StoredTopUpState => {
  switch (payment.status) {
    case "open":
      return "requested";
    case "processing":
      return "processing";
    case "canceled":
      return "failed";
    case "succeeded":
      if (takenOf(payment, "dispute") > 0n) return "disputed";
      return takenOf(payment) >= payment.amount ? "refunded" : "paid";
  }
};

/** Why the payment is not the one that the top-up asked for, or undefined where it is. */
export const mismatchOf = (topUp: TopUp | undefined, payment: ProviderPayment): string | undefined => {
  if (topUp === undefined || payment.topUp !== topUp.id) return "top_up_unknown";
  if (topUp.provider !== payment.provider) return "provider_differs";
  if (topUp.payment !== undefined && topUp.payment !== payment.id) return "another_payment";
  if (topUp.amount !== payment.amount || topUp.currency !== payment.currency) return "amount_differs";
  return undefined;
};

export type TopUpStore = {
  /** Strongly consistent. */
  get(id: TopUpId): Promise<TopUp | undefined>;
  /** `taken`: there is one under that id, which stays as it is. */
  create(topUp: TopUp): Promise<"created" | "taken">;
  /** Keeps what the provider said. `outdated`: what stands there was seen later, and stays. */
  update(seen: Pick<TopUp, "id" | "payment" | "state" | "reason" | "seenAt">): Promise<"updated" | "outdated">;
};
