import { type BankSecret, bankSecretName } from "../secrets/bank-secret.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { secretIn } from "../secrets/supplied-secrets.ts";
import { createSandboxBank, type SandboxBank } from "./sandbox-bank.ts";

/** The sandbox of a bank beside the front door on `port`, with the account and the keys that the functions have. */
export const openSandboxBank = (here: {
  readonly secrets: SecretStore;
  readonly dataDir: string;
  readonly port: number;
}): SandboxBank => {
  const secret = secretIn<BankSecret>(here.secrets, bankSecretName);
  return createSandboxBank({
    ...{ dataDir: here.dataDir, iban: secret.iban, apiKey: secret.api_key, webhookSecret: secret.webhook_secrets[0] },
    webhookUrl: `http://127.0.0.1:${here.port}/webhooks/bank/sandbox`,
    clock: Date.now,
  });
};
