import type { TransferKind } from "./ledger.ts";

/** What the ledger demands before it posts a transfer. */
export type DemandedEvidence =
  /** Terms signed by the owner of the debited wallet, verified next to the ledger. */
  | "owner_signature"
  /** Arrival on a queue that only the Lambda which verified a provider's event may send to. */
  | "provider_queue"
  /** The stored record of a hold, read next to the ledger: it says itself that its time is over. */
  | "due_hold"
  /**
   * Terms that the payer signed when the money went into escrow, read from the ledger's own evidence: it goes to nobody but the
   * owner of the signed account, whom `holders` names now, or back to the payer after the signed date. Before that date it goes
   * back when somebody asks in the payer's name: whoever lies there returns his own money to him.
   */
  | "earlier_signature";

/** The one table of transfer codes: a code without its evidence does not compile. */
export const demandedEvidence = {
  payment: "owner_signature",
  escrow_in: "owner_signature",
  return: "owner_signature",
  claim: "earlier_signature",
  claim_return: "earlier_signature",
  top_up: "provider_queue",
  top_up_refund: "provider_queue",
  dispute: "provider_queue",
  take_back_returned: "provider_queue",
  debt_collected: "provider_queue",
  debt_repaid: "provider_queue",
  payout: "owner_signature",
  payout_settled: "provider_queue",
  payout_returned: "provider_queue",
  bank_received: "provider_queue",
  bank_unexplained: "provider_queue",
  bank_assigned: "provider_queue",
} as const satisfies Record<string, DemandedEvidence>;

export type TransferCode = keyof typeof demandedEvidence;

/** What else is enough for a transfer of some kind, whatever its code: to give back what was reserved moves nothing. */
export const sufficientEvidence = {
  void_pending: "due_hold",
} as const satisfies Partial<Record<TransferKind["type"], DemandedEvidence>>;
