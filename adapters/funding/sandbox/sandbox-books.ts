import type { ProviderBooks } from "../../../core/funding/funding-provider.ts";
import { readBooksSecret, type SecretReader } from "../funding-secret.ts";
import { callSandbox } from "./sandbox-api.ts";
import { readSandboxPayment, sandboxName, sandboxPayments } from "./sandbox-payment.ts";

/** The sandbox's books, read with a key that can do nothing else. */
export const createSandboxBooks = (sandbox: {
  readonly readSecret: SecretReader;
  readonly apiUrl: string;
}): ProviderBooks => {
  const call = async (path: string): Promise<unknown> => {
    const { restricted_key: key } = await readBooksSecret(sandbox.readSecret);
    return callSandbox({ apiUrl: sandbox.apiUrl, key }, { path });
  };
  return {
    name: sandboxName,
    paymentsTouched: async ({ since, until }) => {
      const list = sandboxPayments.parse(await call(`/payments?${new URLSearchParams({ since, until }).toString()}`));
      return list.data.map((raw) => readSandboxPayment(raw).payment);
    },
    retrieve: async (payment) => {
      const found = await call(`/payments/${encodeURIComponent(payment)}`);
      return found === undefined ? undefined : readSandboxPayment(found).payment;
    },
  };
};
