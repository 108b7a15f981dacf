import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { toBase64Url } from "../../core/encoding.ts";
import { type RootKey, rootKeyIdOf } from "../../core/proof/day-root.ts";
import type { RootSigner } from "../../core/proof/root-signer.ts";
import { toFixedSignature } from "./ecdsa-signature.ts";

export type KmsKey = { readonly client: KMSClient; readonly keyId: string };

/** The public half of a KMS key of the kind ECC_NIST_P256, read once. */
export const createKmsRootKey = ({ client, keyId }: KmsKey): (() => Promise<RootKey>) => {
  let known: RootKey | undefined;
  return async () => {
    if (known !== undefined) return known;
    const { PublicKey: spki } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (spki === undefined) throw new Error("KMS has answered without a public key.");
    const publicKey = toBase64Url(spki);
    known = { key_id: await rootKeyIdOf(publicKey), public_key: publicKey };
    return known;
  };
};

/** `RootSigner` by a key that never leaves KMS. */
export const createKmsRootSigner = (key: KmsKey): RootSigner => ({
  publicKey: createKmsRootKey(key),
  sign: async (message) => {
    const { Signature: signature } = await key.client.send(
      new SignCommand({
        KeyId: key.keyId,
        // Below the 4,096 bytes that KMS hashes itself.
        Message: message,
        MessageType: "RAW",
        SigningAlgorithm: "ECDSA_SHA_256",
      }),
    );
    if (signature === undefined) throw new Error("KMS has answered without a signature.");
    return toBase64Url(toFixedSignature(signature));
  },
});
