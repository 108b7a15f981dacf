import { bankSecretName, makeBankSecret } from "./bank-secret.ts";
import { booksSecretName, fundingSecretName, makeBooksSecret, makeFundingSecret } from "./funding-secret.ts";
import type { SecretStore } from "./secret-store.ts";
import { makeXSecret, xSecretName } from "./x-secret.ts";

/** What an operator fills in on AWS, made at the first start, by the name of the secret. */
export const suppliedSecrets: Readonly<Record<string, () => string>> = {
  [xSecretName]: makeXSecret,
  [fundingSecretName]: makeFundingSecret,
  [booksSecretName]: makeBooksSecret,
  [bankSecretName]: makeBankSecret,
};

/** A secret that is JSON. */
export const secretIn = <Secret>(secrets: SecretStore, name: string): Secret =>
  JSON.parse(secrets.find(name)?.value ?? "{}") as Secret;
