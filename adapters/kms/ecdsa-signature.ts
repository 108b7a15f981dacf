/** Bytes of each of r and s on P-256. */
const half = 32;

const integerTag = 0x02;
const sequenceTag = 0x30;

/**
 * An ECDSA P-256 signature in the fixed form r‖s that WebCrypto takes (IEEE P1363), from DER (RFC 3279 §2.2.3), which KMS
 * gives. Throws for what is no such signature.
 */
export const toFixedSignature = (der: Uint8Array): Uint8Array => {
  const fixed = new Uint8Array(2 * half);
  let at = 2;
  if (der[0] !== sequenceTag || der[1] !== der.length - at) throw new RangeError("The signature is no DER sequence.");
  for (const end of [half, 2 * half]) {
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== integerTag || integer.length !== length) throw new RangeError("The signature holds no integer.");
    // DER puts a zero before what would look negative, and leaves leading zeros out.
    const magnitude = integer.subarray(integer.findIndex((byte) => byte !== 0));
    if (magnitude.length > half) throw new RangeError("The signature is not of P-256.");
    fixed.set(magnitude, end - magnitude.length);
    at += 2 + length;
  }
  return fixed;
};
