import type { OfflineVerifiers } from "../../core/proof/offline-verifiers.ts";
import { fail, ok } from "../../core/result.ts";
import { relyingPartiesOf } from "./relying-parties.ts";
import { deviceSignatureHolds } from "./verify-device.ts";
import { verifyPasskey } from "./verify-passkey.ts";

/** `OfflineVerifiers.signature` for a stage whose app has these origins. */
export const createOfflineSignatureVerifier = (origins: readonly string[]): OfflineVerifiers["signature"] => {
  const parties = relyingPartiesOf(origins.join(","));
  return async ({ challenge, evidence, key, payment }) => {
    if (evidence.kind === "device") {
      const holds = await deviceSignatureHolds({ challenge, evidence, publicKey: key.public_key });
      return holds ? ok(undefined) : fail("signature_invalid");
    }
    // Which credential the authenticator was asked for is not signed; the key's own id stands in its place.
    const credential = { credentialId: key.id, relyingParty: key.relying_party, publicKey: key.public_key };
    return verifyPasskey(parties, { challenge, evidence, key: credential, payment });
  };
};
