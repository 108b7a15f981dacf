import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { EvidenceFault, PasskeyEvidence } from "../../core/consent/evidence.ts";
import { type Bytes, decodeBase64Url, fromBase64Url, toBase64Url } from "../../core/encoding.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { RelyingParties } from "./relying-parties.ts";

/** Web Authentication Level 3, §6.1: the flags follow the 32 bytes of the relying party's hash; bit 2 is "user verified". */
const flagsAt = 32;
const userVerified = 0x04;

type PasskeyCredential = Pick<PaymentKey, "credentialId" | "relyingParty" | "publicKey">;

/**
 * Web Authentication Level 3, §7.2, with user verification required. Signature counters are not checked (synced passkeys
 * have none): a line of a payment settles once, whoever replays its signature.
 */
export const verifyPasskey = async (
  parties: RelyingParties,
  claim: { readonly challenge: Bytes; readonly evidence: PasskeyEvidence; readonly key: PasskeyCredential },
): Promise<Result<undefined, EvidenceFault>> => {
  const { challenge, evidence, key } = claim;
  const { credentialId, relyingParty } = key;
  if (credentialId === undefined || relyingParty === undefined) return fail("key_kind_mismatch");
  const expectedOrigin = parties.hosts.includes(relyingParty) ? parties.originsOf(relyingParty) : [];
  const fault = clientFault(evidence, { challenge: toBase64Url(challenge), origins: expectedOrigin });
  if (fault !== undefined) return fail(fault);
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: credentialId,
        rawId: credentialId,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: evidence.client_data,
          authenticatorData: evidence.authenticator_data,
          signature: evidence.signature,
        },
      },
      expectedChallenge: toBase64Url(challenge),
      expectedOrigin,
      // A phone inside the stage is a frame of another origin of the app.
      expectedTopOrigin: [...parties.origins],
      expectedRPID: relyingParty,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: fromBase64Url(key.publicKey), counter: 0 },
    });
    return verified ? ok(undefined) : fail("signature_invalid");
  } catch {
    // The library throws for everything that is merely wrong: another relying party, malformed bytes, an unknown algorithm.
    return fail("signature_invalid");
  }
};

/** Names the faults that an operator wants to tell apart; the library judges them all again. */
const clientFault = (
  evidence: PasskeyEvidence,
  expected: { readonly challenge: string; readonly origins: readonly string[] },
): EvidenceFault | undefined => {
  const client = clientDataOf(evidence);
  if (client?.challenge !== expected.challenge) return "challenge_mismatch";
  if (!expected.origins.includes(client.origin ?? "")) return "origin_not_allowed";
  const flags = decodeBase64Url(evidence.authenticator_data)?.[flagsAt] ?? 0;
  return (flags & userVerified) === 0 ? "user_not_verified" : undefined;
};

const clientDataOf = (evidence: PasskeyEvidence): { challenge?: string; origin?: string } | undefined => {
  try {
    const client: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(evidence.client_data)));
    return client === null ? undefined : (client as { challenge?: string; origin?: string });
  } catch {
    return undefined;
  }
};
