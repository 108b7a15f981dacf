import { epochMs, secondMs } from "../clock.ts";
import { enrolmentHash, type EnrolmentProof, type KeyStatement } from "../consent/key-statement.ts";
import { freshForMs } from "../holder/fresh-sign-in.ts";
import { holderIdOf, keyIdOf } from "../ids.ts";
import type { ReceiptFault } from "./receipt-fault.ts";
import { signatureFault, type Trust } from "./verify-signature.ts";

/** Between the clocks of the identity provider and of `enrol`, both right. */
const toleranceMs = 10 * secondMs;

type Enrolled = { readonly key: KeyStatement; readonly holder: string };

/**
 * Why the key is not the holder's, or undefined when it is: each key was admitted by what was recorded with it, and the
 * first of them by a fresh sign-in that names this very key.
 */
export const enrolmentFault = async (
  { key, holder }: Enrolled,
  chain: readonly EnrolmentProof[],
  trust: Trust,
): Promise<ReceiptFault | undefined> => {
  const [proof, ...before] = chain;
  if (proof === undefined) return "enrolment_broken";
  if ((await keyIdOf(key.public_key)) !== key.id) return "key_id_wrong";
  if ((await enrolmentHash(proof)) !== key.enrolment) return "enrolment_changed";
  if (proof.way === "fresh_sign_in") {
    return before.length > 0 ? "enrolment_broken" : signInFault({ key, holder }, proof.id_token, trust);
  }
  const fault = await earlierKeyFault({ key, holder }, proof, trust);
  return fault ?? enrolmentFault({ key: proof.earlier, holder }, before, trust);
};

/** The ID token's nonce is the key's id: the provider has signed the key. */
const signInFault = async (
  { key, holder }: Enrolled,
  idToken: string,
  { keys, verifiers }: Trust,
): Promise<ReceiptFault | undefined> => {
  const { issuer, client_id: clientId } = keys.identity;
  const claims = await verifiers.idToken(idToken);
  if (claims === undefined) return "id_token_unsigned";
  const isOurs = claims["iss"] === issuer && claims["aud"] === clientId && claims["token_use"] === "id";
  if (!isOurs) return "id_token_other_app";
  if (claims["nonce"] !== key.id) return "id_token_other_key";
  if ((await holderIdOf(issuer, String(claims["sub"]))) !== holder) return "id_token_other_person";
  const agoMs = epochMs(key.enrolled_at) - Number(claims["auth_time"]) * secondMs;
  return agoMs <= freshForMs + toleranceMs && agoMs >= -toleranceMs ? undefined : "sign_in_not_fresh";
};

const earlierKeyFault = async (
  { key, holder }: Enrolled,
  { terms, evidence, earlier }: Extract<EnrolmentProof, { way: "earlier_key" }>,
  trust: Trust,
): Promise<ReceiptFault | undefined> => {
  const isMeant = terms.stage === trust.keys.stage && terms.holder === holder && terms.key === key.id;
  if (!isMeant) return "enrol_terms_other";
  if (epochMs(terms.expires) <= epochMs(key.enrolled_at)) return "enrol_terms_expired";
  if (epochMs(earlier.enrolled_at) > epochMs(key.enrolled_at)) return "enrolment_broken";
  const fault = await signatureFault({ terms, evidence, key: earlier }, trust);
  return fault === undefined ? undefined : "earlier_key_signature";
};
