import { sha256, toBase64Url, utf8 } from "../encoding.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Evidence } from "./evidence.ts";
import type { KeyStatement } from "./key-statement.ts";
import type { PaymentTerms, PayoutTerms, ReturnTerms } from "./terms.ts";

/** All that a payment, or its return, was posted on. */
export type ProvedConsent<Signed = PaymentTerms> = {
  readonly terms: Signed;
  readonly evidence: Evidence;
  readonly key: KeyStatement;
};

/**
 * What the record of a transfer holds of its payer's consent: SHA-256 over the canonical form, base64url. The salt is the
 * terms' own nonce, 16 random bytes of the payer's app: with the terms erased, the hash says nothing of them any more.
 * The same consent gives the same commitment however often it is delivered.
 */
export const commitmentTo = async ({
  terms,
  evidence,
  key,
}: ProvedConsent<PaymentTerms | PayoutTerms | ReturnTerms>): Promise<string> =>
  toBase64Url(await sha256(utf8(canonicalJson(["piaf consent v1", terms, evidence, key]))));
