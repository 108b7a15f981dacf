import { randomBytes } from "node:crypto";

const random = (): string => randomBytes(24).toString("base64url");

/** What the operator fills in on AWS, and what both the functions and the simulated X must know. */
export type XSecret = {
  readonly consumer_secrets: readonly [string];
  readonly app_key: string;
  readonly access_token: string;
  readonly access_secret: string;
  readonly client_id: string;
  readonly client_secret: string;
};

/** The name that the template gives to the secret. */
export const xSecretName = "piaf/local/x";

/** The keys of an app at the simulated X, made at the first start. */
export const makeXSecret = (): string =>
  JSON.stringify({
    consumer_secrets: [random()],
    app_key: random(),
    access_token: random(),
    access_secret: random(),
    client_id: random(),
    client_secret: random(),
  } satisfies XSecret);
