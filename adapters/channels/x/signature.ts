import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What X may ask to be signed in a challenge. The answer to a challenge is the very HMAC that signs a delivery, so
 * whatever could be a delivery (a JSON object has braces and quotes) must not be signed.
 */
const opaqueToken = /^[A-Za-z0-9+/=_-]{16,128}$/;

const signatureHeader = /^sha256=([A-Za-z0-9+/]{43}=)$/;

const hmac = (secret: string, bytes: Uint8Array | string): Buffer =>
  createHmac("sha256", secret).update(bytes).digest();

/** `sha256=<base64>` for a challenge-response check, or undefined for a token that could be something else. */
export const challengeResponse = (secret: string, token: string): string | undefined =>
  opaqueToken.test(token) ? `sha256=${hmac(secret, token).toString("base64")}` : undefined;

/** Whether one of the secrets signed exactly these bytes; takes the same time whatever the difference. */
export const isSigned = (
  delivery: { readonly header: string | undefined; readonly body: Uint8Array },
  secrets: readonly string[],
): boolean => {
  const encoded = signatureHeader.exec(delivery.header ?? "")?.[1];
  if (encoded === undefined) return false;
  const given = Buffer.from(encoded, "base64");
  return secrets.some((secret) => timingSafeEqual(hmac(secret, delivery.body), given));
};
