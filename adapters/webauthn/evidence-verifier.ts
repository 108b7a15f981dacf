import type { Clock } from "../../core/clock.ts";
import type { EvidenceVerifier } from "../../core/consent/evidence.ts";
import { fail } from "../../core/result.ts";
import type { RelyingParties } from "./relying-parties.ts";
import { verifyDevice } from "./verify-device.ts";
import { verifyPasskey } from "./verify-passkey.ts";

/** `EvidenceVerifier` for passkeys (Web Authentication) and for device keys (WebCrypto and a PIN proof). */
export const createEvidenceVerifier = (trust: {
  readonly parties: RelyingParties;
  /** The secret under which `enrol` makes PIN proofs. */
  readonly pinSecret: () => Promise<string>;
  readonly clock: Clock;
}): EvidenceVerifier => ({
  verify: async ({ challenge, evidence, key, holder, payment }) => {
    if (evidence.key_id !== key.id) return fail("key_unknown");
    if (evidence.kind !== key.kind) return fail("key_kind_mismatch");
    return evidence.kind === "passkey"
      ? verifyPasskey(trust.parties, { challenge, evidence, key, payment })
      : verifyDevice(trust, { challenge, evidence, key, holder });
  },
});
