import type { Json } from "./canonical-json.ts";
import type { Evidence } from "./evidence.ts";
import type { Terms } from "./terms.ts";

type Consent = { readonly terms: Terms; readonly evidence: Evidence };

/** Whether two consents are one: the same terms, shown to be meant by the same evidence. */
export const isSameConsent = (left: Consent, right: Consent): boolean =>
  isSameJson(left.terms, right.terms) && isSameJson(left.evidence, right.evidence);

/** In whatever order the members stand; one that is `undefined` counts as left out. */
const isSameJson = (left: Json | undefined, right: Json | undefined): boolean => {
  if (!isComposite(left) || !isComposite(right)) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  return Object.keys({ ...left, ...right }).every((name) => isSameJson(left[name], right[name]));
};

const isComposite = (value: Json | undefined): value is Readonly<Record<string, Json | undefined>> =>
  typeof value === "object" && value !== null;
