import { challengeOf, type Terms } from "../consent/terms.ts";
import type { Evidence, EvidenceFault } from "../consent/evidence.ts";
import type { KeyStatement } from "../consent/key-statement.ts";
import { paymentShown } from "../consent/payment-shown.ts";
import { decodeBase64Url, sha256, toBase64Url, utf8 } from "../encoding.ts";
import { keyIdOf } from "../ids.ts";
import type { OfflineVerifiers } from "./offline-verifiers.ts";
import type { StageKeys } from "./receipt.ts";
import type { ReceiptFault } from "./receipt-fault.ts";

export type Trust = { readonly keys: StageKeys; readonly verifiers: OfflineVerifiers };

const faults: Readonly<Record<EvidenceFault, ReceiptFault>> = {
  key_unknown: "evidence_other_key",
  key_kind_mismatch: "evidence_other_key",
  challenge_mismatch: "evidence_other_terms",
  payment_mismatch: "evidence_other_terms",
  origin_not_allowed: "evidence_other_origin",
  user_not_verified: "payer_not_verified",
  signature_invalid: "evidence_signature",
  pin_proof_invalid: "evidence_signature",
  pin_proof_expired: "evidence_signature",
};

/** Web Authentication Level 3, §6.1: authenticator data begins with the SHA-256 of the relying party's id. */
const partyHashLength = 32;

/** What is wrong with a key's signature over terms, or undefined. */
export const signatureFault = async (
  signed: { readonly terms: Terms; readonly evidence: Evidence; readonly key: KeyStatement },
  { keys, verifiers }: Trust,
): Promise<ReceiptFault | undefined> => {
  const { terms, evidence, key } = signed;
  if ((await keyIdOf(key.public_key)) !== key.id) return "key_id_wrong";
  if (evidence.key_id !== key.id || evidence.kind !== key.kind) return "evidence_other_key";
  if (evidence.kind === "passkey" && !(await isForParty(evidence.authenticator_data, key, keys)))
    return "evidence_other_party";
  const challenge = await challengeOf(terms);
  const verified = await verifiers.signature({ challenge, evidence, key, payment: paymentShown(terms) });
  return verified.ok ? undefined : faults[verified.fault];
};

const isForParty = async (
  authenticatorData: string,
  { relying_party: party }: KeyStatement,
  { relying_parties: parties }: StageKeys,
): Promise<boolean> => {
  if (party === undefined || !parties.includes(party)) return false;
  const hash = decodeBase64Url(authenticatorData)?.slice(0, partyHashLength);
  return hash !== undefined && toBase64Url(hash) === toBase64Url(await sha256(utf8(party)));
};
