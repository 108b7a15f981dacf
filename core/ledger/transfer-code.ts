/** What the ledger demands before it posts a transfer of a code. */
export type DemandedEvidence =
  /** Terms signed by the owner of the debited wallet, verified next to the ledger. */
  | "owner_signature"
  /** Arrival on a queue that only the Lambda which verified a provider's event may send to. */
  | "provider_queue";

/** The one table of transfer codes: a code without its evidence does not compile. */
export const demandedEvidence = {
  payment: "owner_signature",
  top_up: "provider_queue",
} as const satisfies Record<string, DemandedEvidence>;

export type TransferCode = keyof typeof demandedEvidence;
