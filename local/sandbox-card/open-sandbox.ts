import { booksSecretName, fundingSecretName, type BooksSecret, type FundingSecret } from "../secrets/funding-secret.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { secretIn } from "../secrets/supplied-secrets.ts";
import { createSandboxCards, type SandboxCards } from "./sandbox-cards.ts";

/** The sandbox of cards beside the front door on `port`, with the keys that the functions have. */
export const openSandbox = (here: {
  readonly secrets: SecretStore;
  readonly dataDir: string;
  readonly port: number;
}): SandboxCards => {
  const funding = secretIn<FundingSecret>(here.secrets, fundingSecretName);
  return createSandboxCards({
    dataDir: here.dataDir,
    secretKey: funding.secret_key,
    webhookSecret: funding.webhook_secrets[0],
    restrictedKey: secretIn<BooksSecret>(here.secrets, booksSecretName).restricted_key,
    webhookUrl: `http://127.0.0.1:${here.port}/webhooks/funding/sandbox`,
    clock: Date.now,
  });
};
