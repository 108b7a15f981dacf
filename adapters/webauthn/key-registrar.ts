import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { fromBase64Url, toBase64Url } from "../../core/encoding.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import { keyIdOf } from "../../core/ids.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { RelyingParties } from "./relying-parties.ts";
import { importDeviceKey } from "./verify-device.ts";

/** What is known of a new key before anybody has said whose it is. */
export type RegisteredKey = Pick<
  PaymentKey,
  "id" | "kind" | "publicKey" | "credentialId" | "relyingParty" | "transports" | "label"
>;

export type Registration =
  | {
      readonly kind: "passkey";
      readonly label: string;
      readonly credential_id: string;
      readonly client_data: string;
      readonly attestation_object: string;
      readonly transports: readonly string[];
    }
  | { readonly kind: "device"; readonly label: string; readonly public_key: string };

/** Reads a key from what the browser made; never throws for what is merely wrong. */
export type KeyRegistrar = {
  register(registration: Registration): Promise<Result<RegisteredKey, "key_invalid">>;
};

/** COSE algorithms: ES256 and RS256. */
const supportedAlgorithmIDs = [-7, -257];

export const createKeyRegistrar = (parties: RelyingParties): KeyRegistrar => ({
  register: (registration) =>
    registration.kind === "passkey" ? registerPasskey(parties, registration) : registerDevice(registration),
});

/**
 * Web Authentication Level 3, §7.1, without attestation: which maker's authenticator it is does not matter. The challenge
 * is free, since the nonce of the ID token (or the earlier key's signature) binds the key to the person.
 */
const registerPasskey = async (
  parties: RelyingParties,
  registration: Extract<Registration, { kind: "passkey" }>,
): Promise<Result<RegisteredKey, "key_invalid">> => {
  const { registrationInfo: made } = await verifyRegistrationResponse({
    response: {
      id: registration.credential_id,
      rawId: registration.credential_id,
      type: "public-key",
      clientExtensionResults: {},
      response: { clientDataJSON: registration.client_data, attestationObject: registration.attestation_object },
    },
    expectedChallenge: () => true,
    expectedOrigin: [...parties.origins],
    expectedRPID: [...parties.hosts],
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => ({ registrationInfo: undefined }));
  if (made?.rpID === undefined || made.credential.id !== registration.credential_id) return fail("key_invalid");
  if (!parties.originsOf(made.rpID).includes(made.origin)) return fail("key_invalid");
  const publicKey = toBase64Url(made.credential.publicKey);
  return ok({
    id: await keyIdOf(publicKey),
    kind: "passkey",
    publicKey,
    credentialId: made.credential.id,
    relyingParty: made.rpID,
    transports: registration.transports,
    label: registration.label,
  });
};

const registerDevice = async (
  registration: Extract<Registration, { kind: "device" }>,
): Promise<Result<RegisteredKey, "key_invalid">> => {
  const { public_key: publicKey, label } = registration;
  if ((await importDeviceKey(publicKey)) === undefined) return fail("key_invalid");
  // One key has one id: an SPKI is DER, so that its bytes are fixed, and base64url must be too.
  if (toBase64Url(fromBase64Url(publicKey)) !== publicKey) return fail("key_invalid");
  return ok({ id: await keyIdOf(publicKey), kind: "device", publicKey, label });
};
