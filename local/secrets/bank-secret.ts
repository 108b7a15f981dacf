import { randomBytes } from "node:crypto";

const random = (): string => randomBytes(24).toString("base64url");

/** What the operator fills in on AWS, and what both the functions and the sandbox of a bank must know. */
export type BankSecret = {
  readonly api_key: string;
  readonly webhook_secrets: readonly [string];
  readonly iban: string;
  readonly name: string;
  readonly bic: string;
};

/** The name that the template gives to the secret. */
export const bankSecretName = "piaf/local/bank";

/** An account at the sandbox of a bank, made at the first start. Its number is the example of the French central bank's form. */
export const makeBankSecret = (): string =>
  JSON.stringify({
    api_key: random(),
    webhook_secrets: [random()],
    iban: "FR7630001007941234567890185",
    name: "Piaf",
    bic: "BDFEFRPPCCT",
  } satisfies BankSecret);
