import { randomBytes } from "node:crypto";

const random = (): string => randomBytes(24).toString("base64url");

/** What the operator fills in on AWS, and what both the functions and the sandbox of cards must know. */
export type FundingSecret = {
  readonly secret_key: string;
  readonly publishable_key: string;
  readonly webhook_secrets: readonly [string];
};

export type BooksSecret = { readonly restricted_key: string };

/** The names that the template gives to the secrets. */
export const fundingSecretName = "piaf/local/funding";
export const booksSecretName = "piaf/local/funding-books";

/** The keys of an account at the sandbox of cards, made at the first start. */
export const makeFundingSecret = (): string =>
  JSON.stringify({
    secret_key: random(),
    publishable_key: random(),
    webhook_secrets: [random()],
  } satisfies FundingSecret);

export const makeBooksSecret = (): string => JSON.stringify({ restricted_key: random() } satisfies BooksSecret);
