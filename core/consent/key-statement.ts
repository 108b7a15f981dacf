import type { Instant } from "../clock.ts";
import { sha256, toBase64Url, utf8 } from "../encoding.ts";
import type { PaymentKey } from "../holder/holder.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Evidence } from "./evidence.ts";
import type { EnrolTerms } from "./terms.ts";

/** A payment key as proofs speak of it: nothing of the device or of its owner. */
export type KeyStatement = {
  readonly id: string;
  readonly kind: PaymentKey["kind"];
  readonly public_key: string;
  readonly relying_party?: string | undefined;
  readonly enrolled_at: Instant;
  /** The hash of what admitted the key. */
  readonly enrolment: string;
};

/** What admitted a key, as it was shown to `enrol`, for whoever wants to judge it again. */
export type EnrolmentProof =
  | { readonly way: "fresh_sign_in"; readonly id_token: string }
  | {
      readonly way: "earlier_key";
      readonly terms: EnrolTerms;
      readonly evidence: Evidence;
      /** The key that signed, so that its own enrolment is bound to this one. */
      readonly earlier: KeyStatement;
    };

export const keyStatementOf = (key: PaymentKey): KeyStatement => ({
  id: key.id,
  kind: key.kind,
  public_key: key.publicKey,
  relying_party: key.relyingParty,
  enrolled_at: key.enrolledAt,
  enrolment: key.enrolment,
});

/** SHA-256 over the canonical form, base64url. The tokens and signatures in it make it as good as salted. */
export const enrolmentHash = async (proof: EnrolmentProof): Promise<string> =>
  toBase64Url(await sha256(utf8(canonicalJson(["piaf enrolment v1", proof]))));
