import * as z from "zod";
import { consentTexts } from "../consent-texts.ts";
import { base64Url, enrolTerms, evidence, pinProof } from "../consent.ts";

const label = z.string().trim().min(1).max(60);

/** `navigator.credentials.create()` as `toJSON` gives it, save what is not used. */
const passkeyRegistration = z.strictObject({
  kind: z.literal("passkey"),
  label,
  credential_id: base64Url.max(2_000),
  client_data: base64Url.max(4_000),
  attestation_object: base64Url.max(20_000),
  transports: z.array(z.string().max(32)).max(8).default([]),
});

const pin = z.string().regex(/^\d{6}$/, "must be six digits");

/** A non-extractable WebCrypto key: ECDSA P-256, SPKI, base64url. `pin` sets the wallet PIN where none is set yet. */
const deviceRegistration = z.strictObject({
  kind: z.literal("device"),
  label,
  public_key: base64Url.max(300),
  pin: pin.optional(),
});

/**
 * Who says that the key is the holder's: a fresh ID token whose `nonce` is the key's id, or an earlier key of the same
 * person that signed enrol terms over the new key's id.
 */
const keyProof = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("fresh_sign_in"), id_token: z.string().max(8_000) }),
  z.strictObject({ way: z.literal("earlier_key"), terms: enrolTerms, evidence }),
]);

export const keyEnrolment = z.strictObject({
  key: z.discriminatedUnion("kind", [passkeyRegistration, deviceRegistration]),
  proof: keyProof,
  /** What others see; counts with the first key alone. Without it the identity provider's name is taken. */
  name: z.string().max(200).optional(),
  /** The version of the terms of use that the person agreed to; it stands in the log of consents for ever. */
  terms: z.literal(consentTexts.terms).optional(),
});

/**
 * Sets or resets the PIN. `id_token` is fresh and its `nonce` is the base64url SHA-256 of the UTF-8 text
 * "piaf pin <salt> <pin>": bound to the PIN, and silent about it to whoever reads the nonce.
 */
export const pinChange = z.strictObject({ pin, salt: base64Url.length(22), id_token: z.string().max(8_000) });

/** Asks for the proof that the PIN was given for a challenge (32 bytes, base64url). */
export const pinCheck = z.strictObject({ pin, challenge: base64Url.length(43) });

export const pinChecked = z.object({ pin_proof: pinProof });

export const linkRequest = z.strictObject({
  code: z.string().min(1).max(1_000),
  code_verifier: z.string().min(43).max(128),
  redirect_uri: z.url().max(500),
  /** The version of the text that the person agreed to, which stands with the link for ever. */
  consent: z.literal(consentTexts.link),
});

export type KeyEnrolment = z.infer<typeof keyEnrolment>;
export type PinProofView = z.infer<typeof pinProof>;
