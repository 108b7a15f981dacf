import * as z from "zod";
import type { Clock } from "../../../core/clock.ts";
import type { FundingProvider, PaymentInProgress } from "../../../core/funding/funding-provider.ts";
import { fail, ok } from "../../../core/result.ts";
import { readFundingSecret, type SecretReader } from "../funding-secret.ts";
import { callSandbox } from "./sandbox-api.ts";
import { readSandboxPayment, sandboxName } from "./sandbox-payment.ts";
import { isSignedBy } from "./standard-webhook.ts";

const sandboxEvent = z.object({ type: z.string(), payment: z.string().min(1).max(48) });

/** The card provider of one machine, which `local/` embeds: the port as any other provider, over HTTP and with signed events. */
export const createSandboxProvider = (sandbox: {
  readonly readSecret: SecretReader;
  readonly apiUrl: string;
  readonly clock: Clock;
}): FundingProvider => {
  const call = async (path: string, body?: object): Promise<unknown> => {
    const { secret_key: key } = await readFundingSecret(sandbox.readSecret);
    return callSandbox({ apiUrl: sandbox.apiUrl, key }, { path, ...(body === undefined ? {} : { body }) });
  };
  return {
    name: sandboxName,
    request: async ({ id, amount, currency }) => {
      try {
        return ok(inProgress(await call("/payments", { top_up: id, amount: Number(amount), currency })));
      } catch {
        return fail("unavailable");
      }
    },
    retrieve: async (payment) => {
      const found = await call(`/payments/${encodeURIComponent(payment)}`);
      return found === undefined ? undefined : inProgress(found);
    },
    readEvent: async ({ headers, body }) => {
      const { webhook_secrets: secrets } = await readFundingSecret(sandbox.readSecret);
      if (!isSignedBy(secrets, { headers, body, nowMs: sandbox.clock() })) return fail("signature_invalid");
      const event = sandboxEvent.safeParse(jsonOf(body));
      return event.success ? ok({ payment: event.data.payment }) : fail("malformed");
    },
  };
};

const inProgress = (raw: unknown): PaymentInProgress => {
  const { payment, page } = readSandboxPayment(raw);
  return payment.status === "open" ? { payment, next: { kind: "sandbox_page", url: page } } : { payment };
};

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};
