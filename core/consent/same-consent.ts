import { canonicalJson } from "./canonical-json.ts";
import type { Evidence } from "./evidence.ts";
import type { Terms } from "./terms.ts";

type Consent = { readonly terms: Terms; readonly evidence: Evidence };

/** Whether two consents are one: the same terms, shown to be meant by the same evidence. */
export const isSameConsent = (left: Consent, right: Consent): boolean =>
  canonicalJson([left.terms, left.evidence]) === canonicalJson([right.terms, right.evidence]);
