import type { Bytes } from "../encoding.ts";
import type { HolderId } from "../ids.ts";
import type { PaymentKey } from "../holder/holder.ts";
import type { Result } from "../result.ts";
import type { PaymentShown } from "./payment-shown.ts";

/**
 * A WebAuthn assertion; every field base64url, as the browser's `toJSON` gives it. Its client data are of the type
 * `webauthn.get`, or `payment.get` where the browser showed the payment itself.
 */
export type PasskeyEvidence = {
  readonly kind: "passkey";
  readonly key_id: string;
  readonly client_data: string;
  readonly authenticator_data: string;
  readonly signature: string;
};

/** A signature of a non-extractable device key over the challenge, with the proof that the wallet PIN was given for this challenge. */
export type DeviceEvidence = {
  readonly kind: "device";
  readonly key_id: string;
  /** ECDSA P-256 with SHA-256 over the 32 bytes of the challenge, IEEE P1363 (r‖s), base64url. */
  readonly signature: string;
  readonly pin_proof: PinProof;
};

export type Evidence = PasskeyEvidence | DeviceEvidence;

/** `enrol`'s word that the holder gave the PIN for this challenge: HMAC-SHA256 under a secret that only `enrol` and `ledger` read. */
export type PinProof = {
  /** base64url */
  readonly mac: string;
  /** Seconds since 1970: a few minutes after it was made. */
  readonly expires: number;
};

export type EvidenceFault =
  | "key_unknown"
  | "key_kind_mismatch"
  | "challenge_mismatch"
  /** The browser showed another payment than the terms name. */
  | "payment_mismatch"
  | "origin_not_allowed"
  | "user_not_verified"
  | "signature_invalid"
  | "pin_proof_invalid"
  | "pin_proof_expired";

/** Judges evidence over a challenge against one enrolled key. Never throws for evidence that is merely wrong. */
export type EvidenceVerifier = {
  verify(claim: {
    readonly challenge: Bytes;
    readonly evidence: Evidence;
    readonly key: PaymentKey;
    readonly holder: HolderId;
    /** What the browser may have shown; without it no payment dialog's assertion holds. */
    readonly payment?: PaymentShown | undefined;
  }): Promise<Result<undefined, EvidenceFault>>;
};
