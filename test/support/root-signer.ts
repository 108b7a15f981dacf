import { generateKeyPairSync, sign } from "node:crypto";
import { toBase64Url } from "../../core/encoding.ts";
import { rootKeyIdOf } from "../../core/proof/day-root.ts";
import type { RootSigner } from "../../core/proof/root-signer.ts";

/** A root key in memory. */
export const createRootSigner = (): RootSigner => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = toBase64Url(publicKey.export({ type: "spki", format: "der" }));
  return {
    publicKey: async () => ({ key_id: await rootKeyIdOf(spki), public_key: spki }),
    sign: async (message) => toBase64Url(sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" })),
  };
};
