import { createECDH, createPrivateKey, hkdfSync, type KeyObject } from "node:crypto";

/** The key by which push services know who sends (RFC 8292): what signs, and what the app hands to its browser. */
export type VapidKey = {
  readonly privateKey: KeyObject;
  /** 65 bytes, base64url: `applicationServerKey`. */
  readonly publicKey: string;
};

const scalarBytes = 32;

/**
 * The key pair that a long random text stands for, the same each time: so the text can be one that Secrets Manager makes
 * by itself, and nobody has to make a key and carry it there. One scalar in 2^32 is none of P-256; then the next is taken.
 */
export const vapidKeyFrom = (secret: string): VapidKey => {
  for (let attempt = 0; ; attempt += 1) {
    const scalar = Buffer.from(hkdfSync("sha256", secret, "", `piaf vapid ${attempt}`, scalarBytes));
    const point = publicPointOf(scalar);
    if (point === undefined) continue;
    const text = (bytes: Buffer): string => bytes.toString("base64url");
    // An uncompressed point: a byte that says so, then x and y.
    const [x, y] = [point.subarray(1, 1 + scalarBytes), point.subarray(1 + scalarBytes)];
    const jwk = { kty: "EC", crv: "P-256", d: text(scalar), x: text(x), y: text(y) };
    return { privateKey: createPrivateKey({ key: jwk, format: "jwk" }), publicKey: text(point) };
  }
};

const publicPointOf = (scalar: Buffer): Buffer | undefined => {
  const curve = createECDH("prime256v1");
  try {
    curve.setPrivateKey(scalar);
    return curve.getPublicKey();
  } catch {
    return undefined;
  }
};
