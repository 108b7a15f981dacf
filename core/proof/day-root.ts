import type { Instant } from "../clock.ts";
import { canonicalJson } from "../consent/canonical-json.ts";
import { type Bytes, decodeExactBase64Url, sha256, toBase64Url, toBase32, utf8 } from "../encoding.ts";

/** What is signed at the close of a day: that these transfers, and no others, were posted on it. */
export type DayRoot = {
  readonly v: 1;
  readonly stage: string;
  /** "2026-11-24", in UTC. */
  readonly day: string;
  /** The transfers of the day. */
  readonly count: number;
  /** The Merkle root over them in the order of their ids, base64url. */
  readonly root: string;
  /** The hash of the signed root of the day that was closed before; null for the first. */
  readonly previous: string | null;
  readonly signed_at: Instant;
  /** The stage key that signs. */
  readonly key_id: string;
};

/** `signature`: ECDSA P-256 with SHA-256 over the root's canonical form, IEEE P1363 (r‖s), base64url. */
export type SignedDayRoot = DayRoot & { readonly signature: string };

/** The public half of a key that signs roots. */
export type RootKey = {
  readonly key_id: string;
  /** SPKI of an ECDSA P-256 key, base64url. */
  readonly public_key: string;
};

const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;
const keyIdLength = 26;

/** The id of a root key is the hash of its public key. */
export const rootKeyIdOf = async (publicKey: string): Promise<string> =>
  `rk_${toBase32(await sha256(utf8(canonicalJson(["root key", publicKey]))), keyIdLength)}`;

/** The bytes that are signed. */
export const dayRootMessage = ({ v, stage, day, count, root, previous, signed_at, key_id }: DayRoot): Bytes =>
  utf8(canonicalJson(["piaf day root v1", { v, stage, day, count, root, previous, signed_at, key_id }]));

/** What the root of the next day calls this one. */
export const dayRootHash = async (root: SignedDayRoot): Promise<string> =>
  toBase64Url(await sha256(utf8(canonicalJson(["piaf signed root v1", root]))));

/** Whether the key signed exactly this root. */
export const dayRootHolds = async (signed: SignedDayRoot, key: RootKey): Promise<boolean> => {
  const signature = decodeExactBase64Url(signed.signature);
  const spki = decodeExactBase64Url(key.public_key);
  if (signature === undefined || spki === undefined || key.key_id !== signed.key_id) return false;
  if ((await rootKeyIdOf(key.public_key)) !== key.key_id) return false;
  try {
    const publicKey = await crypto.subtle.importKey("spki", spki, curve, false, ["verify"]);
    return await crypto.subtle.verify(signing, publicKey, signature, dayRootMessage(signed));
  } catch {
    // A public key that is none signs nothing.
    return false;
  }
};
