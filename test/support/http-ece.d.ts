declare module "http_ece" {
  import type { ECDH } from "node:crypto";

  /** RFC 8188 and, with a private key and the secret of a subscription, RFC 8291. */
  export function decrypt(
    body: Buffer,
    parameters: { readonly version: "aes128gcm"; readonly privateKey: ECDH; readonly authSecret: string },
  ): Buffer;
}
