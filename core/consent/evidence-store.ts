import type { Instant } from "../clock.ts";
import type { PaymentKey } from "../holder/holder.ts";
import type { Evidence } from "./evidence.ts";
import type { PaymentTerms } from "./terms.ts";

/** The proof of one payment, whole: it stands on its own when the key has been revoked since. */
export type KeptConsent = {
  readonly terms: PaymentTerms;
  readonly evidence: Evidence;
  readonly key: PaymentKey;
  readonly keptAt: Instant;
};

export type EvidenceStore = {
  /** One consent per intent and version, for ever: `taken` when there is another one already. Keeping twice changes nothing. */
  keep(consent: KeptConsent): Promise<"kept" | "taken">;
};
