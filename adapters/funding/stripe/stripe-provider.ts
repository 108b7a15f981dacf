import Stripe from "stripe";
import { type Clock, secondMs } from "../../../core/clock.ts";
import type { FundingProvider, PaymentInProgress, ProviderFault } from "../../../core/funding/funding-provider.ts";
import { fail, ok } from "../../../core/result.ts";
import { readFundingSecret, type SecretReader } from "../funding-secret.ts";
import { paymentOf, readWhole, stripeName, topUpKey } from "./read-payment.ts";
import { paymentOfEvent, stripeEvent, type StripeGet, stripePaymentIntent } from "./stripe-shapes.ts";

/** Older than this an event is taken for a replay. */
const toleranceS = 300;

const timeoutMs = 5 * secondMs;

/** What Stripe says no to, and would again; all else may be tried once more. An unknown key is none of both: somebody must look. */
const faults: Readonly<Record<string, ProviderFault>> = {
  StripeCardError: "refused",
  StripeInvalidRequestError: "refused",
  StripeIdempotencyError: "unavailable",
  StripeRateLimitError: "unavailable",
  StripeAPIError: "unavailable",
  StripeConnectionError: "unavailable",
};

/**
 * Stripe by its own library: a Payment Intent per top-up, which its Elements finish in the app, with 3-D Secure wherever the
 * bank asks for it. The top-up's id is the idempotency key, and stands in the payment's metadata.
 */
export const createStripeProvider = (settings: {
  readonly readSecret: SecretReader;
  /** `https://api.stripe.com`, or a stand-in. */
  readonly apiUrl: string;
  readonly clock: Clock;
}): FundingProvider => {
  const api = new URL(settings.apiUrl);
  const open = async () => {
    const secret = await readFundingSecret(settings.readSecret);
    const client = new Stripe(secret.secret_key, {
      host: api.hostname,
      port: api.port === "" ? 443 : Number(api.port),
      protocol: api.protocol === "http:" ? "http" : "https",
      httpClient: Stripe.createFetchHttpClient(),
      timeout: timeoutMs,
      maxNetworkRetries: 2,
      telemetry: false,
    });
    return { client, secret };
  };
  return {
    name: stripeName,
    request: async ({ id, amount, currency }) => {
      const { client, secret } = await open();
      try {
        const made = await client.paymentIntents.create(
          {
            amount: Number(amount),
            currency: currency.toLowerCase(),
            allowed_payment_method_types: ["card"],
            payment_method_options: { card: { request_three_d_secure: "automatic" } },
            metadata: { [topUpKey]: id },
          },
          { idempotencyKey: id },
        );
        const intent = stripePaymentIntent.parse(made);
        return ok(inProgress(paymentOf(intent, []), intent.client_secret ?? undefined, secret.publishable_key));
      } catch (error) {
        const fault = error instanceof Stripe.errors.StripeError ? faults[error.type] : undefined;
        if (fault === undefined) throw error;
        return fail(fault);
      }
    },
    retrieve: async (payment) => {
      const { client, secret } = await open();
      const found = await readWhole(getBy(client), payment);
      return found && inProgress(found.payment, found.clientSecret, secret.publishable_key);
    },
    readEvent: async ({ headers, body }) => {
      const { client, secret } = await open();
      const event = verifiedBy(client, secret.webhook_secrets, {
        payload: Buffer.from(body),
        header: headers["stripe-signature"] ?? "",
        nowMs: settings.clock(),
      });
      if (event === undefined) return fail("signature_invalid");
      const read = stripeEvent.safeParse(event);
      return read.success ? ok({ payment: paymentOfEvent(read.data) }) : fail("malformed");
    },
  };
};

const inProgress = (
  payment: PaymentInProgress["payment"],
  clientSecret: string | undefined,
  publishableKey: string,
): PaymentInProgress =>
  payment.status === "open" && clientSecret !== undefined
    ? { payment, next: { kind: "stripe", clientSecret, publishableKey } }
    : { payment };

const getBy =
  (client: Stripe): StripeGet =>
  async (path, query) => {
    try {
      return await client.rawRequest("GET", query ? `${path}?${new URLSearchParams(query).toString()}` : path);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeError && error.statusCode === 404) return undefined;
      throw error;
    }
  };

type Signed = { readonly payload: Buffer; readonly header: string; readonly nowMs: number };

/** The event, if one of the secrets signed these bytes lately. */
const verifiedBy = (client: Stripe, secrets: readonly string[], { payload, header, nowMs }: Signed): unknown => {
  for (const secret of secrets) {
    try {
      return client.webhooks.constructEvent(payload, header, secret, toleranceS, undefined, nowMs);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return {};
    }
  }
  return undefined;
};
