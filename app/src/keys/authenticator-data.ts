import type { Bytes } from "../../../core/encoding.ts";

/** Thrown for bytes that are not what WebAuthn prescribes: a broken authenticator, never a person's mistake. */
export class MalformedAttestation extends Error {}

/**
 * The COSE key in an attestation object, byte for byte as the authenticator wrote it (WebAuthn §6.5.1: it follows the
 * credential id). The key's id is the hash of these bytes, so that app and server agree on it.
 */
export const credentialPublicKeyOf = (attestationObject: Bytes): Bytes => {
  const data = authenticatorDataOf(attestationObject);
  const attestedCredentialIncluded = 0x40;
  if (((data[32] ?? 0) & attestedCredentialIncluded) === 0) throw new MalformedAttestation("No credential in it.");
  // rpIdHash 32, flags 1, signCount 4, aaguid 16, then the credential id with its length before it.
  const lengthAt = 32 + 1 + 4 + 16;
  const start = lengthAt + 2 + new DataView(data.buffer, data.byteOffset).getUint16(lengthAt);
  return data.slice(start, endOfItem(data, start));
};

/** The value of "authData" in the CBOR map that an attestation object is (WebAuthn §6.5.4). */
const authenticatorDataOf = (attestationObject: Bytes): Bytes => {
  const map = headOf(attestationObject, 0);
  let at = map.next;
  for (let entry = 0; entry < map.value; entry += 1) {
    const name = headOf(attestationObject, at);
    const valueAt = name.next + name.value;
    const isAuthData = new TextDecoder().decode(attestationObject.slice(name.next, valueAt)) === "authData";
    const end = endOfItem(attestationObject, valueAt);
    if (isAuthData) return attestationObject.slice(headOf(attestationObject, valueAt).next, end);
    at = end;
  }
  throw new MalformedAttestation("No authenticator data in it.");
};

type Head = { readonly major: number; readonly value: number; readonly next: number };

/** The head of a CBOR item (RFC 8949 §3) of definite length. */
const headOf = (bytes: Bytes, at: number): Head => {
  const initial = bytes[at];
  if (initial === undefined) throw new MalformedAttestation("It ends too early.");
  const major = initial >> 5;
  const short = initial & 31;
  if (short < 24) return { major, value: short, next: at + 1 };
  const size = { 24: 1, 25: 2, 26: 4 }[short];
  if (size === undefined) throw new MalformedAttestation("An item of indefinite or of absurd length.");
  let value = 0;
  for (const byte of bytes.slice(at + 1, at + 1 + size)) value = value * 256 + byte;
  return { major, value, next: at + 1 + size };
};

const byteString = 2;
const textString = 3;
const array = 4;
const map = 5;

/** Where the CBOR item that starts at `at` ends. */
const endOfItem = (bytes: Bytes, at: number): number => {
  const { major, value, next } = headOf(bytes, at);
  if (major === byteString || major === textString) return next + value;
  const items = major === array ? value : major === map ? 2 * value : 0;
  let end = next;
  for (let item = 0; item < items; item += 1) end = endOfItem(bytes, end);
  return end;
};
