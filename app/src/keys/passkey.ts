import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import type { KeyEnrolment } from "../../../contracts/http/enrolment.ts";
import type { KeyView, MeView } from "../../../contracts/http/wallet.ts";
import type { PasskeyEvidence } from "../../../core/consent/evidence.ts";
import type { PaymentShown } from "../../../core/consent/payment-shown.ts";
import { type Bytes, fromBase64Url, toBase64Url, utf8 } from "../../../core/encoding.ts";
import { type KeyId, keyIdOf } from "../../../core/ids.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import { credentialPublicKeyOf } from "./authenticator-data.ts";
import { confirmInDialog, paymentDialogAvailable } from "./payment-dialog.ts";

export type PasskeyFault = "dismissed" | "already_on_device" | "not_available";
type PasskeyRegistration = Extract<KeyEnrolment["key"], { kind: "passkey" }>;

/** This device can hold a passkey that it verifies its user for. */
export const passkeysAvailable = async (): Promise<boolean> => {
  if (typeof PublicKeyCredential === "undefined") return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
};

const relyingParty = (): string => location.hostname;

/** The passkeys of the person that this address may ask for. */
export const passkeysHere = (keys: readonly KeyView[]): readonly KeyView[] =>
  keys.filter((key) => key.kind === "passkey" && key.relying_party === relyingParty());

/** A passkey that has just been made. */
type MadePasskey = {
  readonly keyId: KeyId;
  readonly registration: PasskeyRegistration;
  /** The browser knows it in its payment dialog. */
  readonly inDialog: boolean;
};

/** What Secure Payment Confirmation asks of a key that its dialog may use. */
const forDialog = {
  authenticatorSelection: {
    authenticatorAttachment: "platform",
    residentKey: "required",
    userVerification: "required",
  },
  // The types do not know it yet.
  extensions: { payment: { isPayment: true } } as AuthenticationExtensionsClientInputs,
} as const;

/** Makes a passkey. Call it straight from a tap: browsers demand one. */
export const makePasskey = async (
  person: Pick<MeView, "id" | "name" | "keys">,
  label: string,
): Promise<Result<MadePasskey, PasskeyFault>> => {
  const inDialog = await paymentDialogAvailable();
  try {
    const made = await startRegistration({
      optionsJSON: {
        rp: { id: relyingParty(), name: "Piaf" },
        user: { id: toBase64Url(utf8(person.id)), name: person.name, displayName: person.name },
        // The nonce of the ID token binds the key to the person, so that any challenge will do.
        challenge: toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        excludeCredentials: passkeysHere(person.keys).flatMap(descriptorOf),
        attestation: "none",
        ...(inDialog ? forDialog : {}),
      },
    });
    const publicKey = credentialPublicKeyOf(fromBase64Url(made.response.attestationObject));
    return ok({
      inDialog,
      keyId: await keyIdOf(toBase64Url(publicKey)),
      registration: {
        kind: "passkey",
        label,
        credential_id: made.id,
        client_data: made.response.clientDataJSON,
        attestation_object: made.response.attestationObject,
        transports: made.response.transports ?? [],
      },
    });
  } catch (error) {
    return fail(passkeyFaultOf(error));
  }
};

/**
 * Asks for a passkey's assertion over the challenge, the person verified: in the browser's payment dialog where there is
 * one, and it knows the key. Call it straight from a tap.
 */
export const signWithPasskey = async (
  challenge: Bytes,
  keys: readonly KeyView[],
  dialog: { readonly keys: readonly string[]; readonly payment: PaymentShown | undefined },
): Promise<Result<PasskeyEvidence, PasskeyFault>> => {
  if (dialog.payment !== undefined) {
    const known = keys.filter(({ id }) => dialog.keys.includes(id));
    const confirmed = await confirmInDialog(dialog.payment, { challenge, keys: known });
    if (confirmed.ok || confirmed.fault === "dismissed") return confirmed;
  }
  try {
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge: toBase64Url(challenge),
        rpId: relyingParty(),
        allowCredentials: keys.flatMap(descriptorOf),
        userVerification: "required",
      },
    });
    const key = keys.find((candidate) => candidate.credential_id === id);
    if (key === undefined) return fail("not_available");
    return ok({
      kind: "passkey",
      key_id: key.id,
      client_data: response.clientDataJSON,
      authenticator_data: response.authenticatorData,
      signature: response.signature,
    });
  } catch (error) {
    return fail(passkeyFaultOf(error));
  }
};

const descriptorOf = ({ credential_id: id }: KeyView): { id: string; type: "public-key" }[] =>
  id === undefined ? [] : [{ id, type: "public-key" }];

const passkeyFaultOf = (error: unknown): PasskeyFault => {
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return "already_on_device";
  }
  // Browsers say the same for a person's "no", for a time-out and for a missing passkey, so as not to tell which.
  if (error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError")) return "dismissed";
  return "not_available";
};
