import type { Bytes } from "../encoding.ts";
import type { RootKey } from "./day-root.ts";

/** The stage's key that signs roots; nobody can read it. */
export type RootSigner = {
  publicKey(): Promise<RootKey>;
  /** ECDSA P-256 with SHA-256 over the message, IEEE P1363 (r‖s), base64url. */
  sign(message: Bytes): Promise<string>;
};
