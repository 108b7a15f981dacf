import { minuteMs } from "../clock.ts";
import { type Bytes, decodeBase64Url, toBase64Url, utf8 } from "../encoding.ts";
import type { HolderId } from "../ids.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Long enough to approve, short enough to be of no use to whoever finds it later. */
export const pinProofLifetimeMs = 5 * minuteMs;

/** What a PIN proof speaks of: that this holder gave the PIN for this challenge. `expires` in seconds since 1970. */
export type PinClaim = { readonly holder: HolderId; readonly challenge: Bytes; readonly expires: number };

const messageOf = ({ holder, challenge, expires }: PinClaim): Bytes =>
  utf8(canonicalJson(["piaf pin proof v1", holder, toBase64Url(challenge), expires]));

const macKey = (secret: string) =>
  crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);

/** HMAC-SHA256 under the secret that only `enrol` and `ledger` read, base64url. */
export const pinProofMac = async (secret: string, claim: PinClaim): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", await macKey(secret), messageOf(claim))));

/** Compares in constant time (WebCrypto's `verify` of an HMAC). */
export const pinProofHolds = async (secret: string, proof: PinClaim & { readonly mac: string }): Promise<boolean> => {
  const mac = decodeBase64Url(proof.mac);
  return mac !== undefined && crypto.subtle.verify("HMAC", await macKey(secret), mac, messageOf(proof));
};
