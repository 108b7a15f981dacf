import { type Clock, secondMs } from "../../core/clock.ts";
import type { DeviceEvidence, EvidenceFault } from "../../core/consent/evidence.ts";
import { pinProofHolds } from "../../core/consent/pin-proof.ts";
import { type Bytes, decodeBase64Url, fromBase64Url } from "../../core/encoding.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import type { HolderId } from "../../core/ids.ts";
import { fail, ok, type Result } from "../../core/result.ts";

const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;

/** The public key of a device, or undefined for what is no SPKI of an ECDSA P-256 key. */
export const importDeviceKey = async (publicKey: string) => {
  try {
    return await crypto.subtle.importKey("spki", fromBase64Url(publicKey), curve, false, ["verify"]);
  } catch {
    return undefined;
  }
};

/** The first factor alone: the device's key over the challenge. */
export const deviceSignatureHolds = async (claim: {
  readonly challenge: Bytes;
  readonly evidence: DeviceEvidence;
  readonly publicKey: string;
}): Promise<boolean> => {
  const publicKey = await importDeviceKey(claim.publicKey);
  const signature = decodeBase64Url(claim.evidence.signature);
  if (publicKey === undefined || signature === undefined) return false;
  return crypto.subtle.verify(signing, publicKey, signature, claim.challenge);
};

/** Two factors: the device's key over the challenge, and `enrol`'s word that the holder gave the PIN for this challenge. */
export const verifyDevice = async (
  trust: { readonly pinSecret: () => Promise<string>; readonly clock: Clock },
  claim: {
    readonly challenge: Bytes;
    readonly evidence: DeviceEvidence;
    readonly key: PaymentKey;
    readonly holder: HolderId;
  },
): Promise<Result<undefined, EvidenceFault>> => {
  const { challenge, evidence, key, holder } = claim;
  const isSigned = await deviceSignatureHolds({ challenge, evidence, publicKey: key.publicKey });
  if (!isSigned) return fail("signature_invalid");
  const { mac, expires } = evidence.pin_proof;
  const isGenuine = await pinProofHolds(await trust.pinSecret(), { holder, challenge, expires, mac });
  if (!isGenuine) return fail("pin_proof_invalid");
  return expires * secondMs > trust.clock() ? ok(undefined) : fail("pin_proof_expired");
};
