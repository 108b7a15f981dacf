import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { toBase64Url } from "../../core/encoding.ts";

/** The private key that signs tokens, and the secret that signs the provider's cookies. */
export type ProviderKeys = { readonly signingKey: JWK; readonly cookieSecret: string };

/** RS256 is what Cognito signs with, and the only kind that API Gateway's JWT authorizer takes. */
export const signingAlgorithm = "RS256";

const makeKeys = async (): Promise<ProviderKeys> => {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const keyId = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return {
    signingKey: { ...(await exportJWK(privateKey)), kid: keyId, alg: signingAlgorithm, use: "sig" },
    cookieSecret: toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
  };
};

/**
 * The keys kept in the data folder, made at the first start: a token outlives a restart. Without a folder they live as
 * long as the process.
 */
export const loadProviderKeys = async (dataDir: string | undefined): Promise<ProviderKeys> => {
  if (dataDir === undefined) return makeKeys();
  const file = join(dataDir, "identity-keys.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as ProviderKeys;
  const keys = await makeKeys();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
};
