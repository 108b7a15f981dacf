import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Refusal } from "../refusal.ts";
import type { Declared } from "../template/declared.ts";

/** A signing key of the template, as KMS would hold it. */
type SigningKey = {
  readonly arn: string;
  /** SPKI. */
  readonly publicKey: Buffer;
  /** ECDSA with SHA-256 over a message, in DER. */
  readonly sign: (message: Buffer) => Buffer;
};

export type KeyStore = {
  /** By id or ARN. */
  readonly find: (id: string) => SigningKey | undefined;
};

const supported = { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" } as const;

const newKey = (): string =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/**
 * The keys of the template. Each is made at the first start and kept in `file`, which only the owner can read: what was
 * signed before a restart can still be verified. Throws a `Refusal` for a kind of key that is not known here.
 */
export const openKeys = (declared: readonly Declared[], { file }: { readonly file: string }): KeyStore => {
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Record<string, string>;
  const keys = declared.map(({ arn, name, properties }): readonly [string, string, SigningKey] => {
    for (const [property, value] of Object.entries(supported)) {
      if (properties[property] !== value)
        throw new Refusal(`local/ does not know the ${property} ${String(properties[property])} of ${name}.`);
    }
    const pem = kept[name] ?? newKey();
    const key = createPrivateKey(pem);
    const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
    return [name, pem, { arn, publicKey, sign: (message) => sign("sha256", message, key) }];
  });
  writeFileSync(file, JSON.stringify(Object.fromEntries(keys.map(([name, pem]) => [name, pem])), null, 2), {
    mode: 0o600,
  });
  return { find: (id) => keys.find(([name, , { arn }]) => name === id || arn === id)?.[2] };
};
