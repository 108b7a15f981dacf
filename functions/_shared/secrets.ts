import { getSecret } from "@aws-lambda-powertools/parameters/secrets";

/** A rotated secret is known to every instance after so many seconds. */
export const secretMaxAgeS = 300;

/** Reads the secret of PIN proofs, a text. Throws while it cannot be read: then nothing is proved and nothing believed. */
export const pinSecretOf = (secretId: string) => async (): Promise<string> => {
  const secret = await getSecret(secretId, { maxAge: secretMaxAgeS });
  if (typeof secret !== "string" || secret === "") throw new Error("The PIN secret is no text.");
  return secret;
};
