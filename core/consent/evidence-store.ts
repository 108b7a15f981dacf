import type { Instant } from "../clock.ts";
import type { IntentId, RequestId } from "../ids.ts";
import type { Evidence } from "./evidence.ts";
import type { KeyStatement } from "./key-statement.ts";
import type { OwnerTerms, PaymentTerms } from "./terms.ts";

/** The proof of one payment, whole: it stands on its own when the key has been revoked since. */
export type KeptConsent = {
  readonly terms: PaymentTerms;
  readonly evidence: Evidence;
  readonly key: KeyStatement;
  readonly keptAt: Instant;
};

/** The proof of what the owner of a wallet signed of it. */
export type KeptChange = Omit<KeptConsent, "terms"> & { readonly request: RequestId; readonly terms: OwnerTerms };

export type EvidenceStore = {
  /** One consent per intent and version, for ever: `taken` when there is another one already. Keeping twice changes nothing. */
  keep(consent: KeptConsent): Promise<"kept" | "taken">;
  /** The same of a change: one consent per request. */
  keepChange(change: KeptChange): Promise<"kept" | "taken">;
  get(intent: IntentId, version: number): Promise<KeptConsent | undefined>;
  /** The proof of what an owner signed of the wallet. */
  ofRequest(request: RequestId): Promise<Omit<KeptChange, "request"> | undefined>;
};
