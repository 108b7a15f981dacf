import Stripe from "stripe";
import { createSandboxBooks } from "../../../adapters/funding/sandbox/sandbox-books.ts";
import { createSandboxProvider } from "../../../adapters/funding/sandbox/sandbox-provider.ts";
import { webhookSignature } from "../../../adapters/funding/sandbox/standard-webhook.ts";
import { createStripeBooks } from "../../../adapters/funding/stripe/stripe-books.ts";
import { createStripeProvider } from "../../../adapters/funding/stripe/stripe-provider.ts";
import { type Clock, secondMs } from "../../../core/clock.ts";
import type { FundingProvider, ProviderBooks, ProviderDelivery } from "../../../core/funding/funding-provider.ts";
import { createSandboxCards } from "../../../local/sandbox-card/sandbox-cards.ts";
import { serveMount } from "../../support/mount-server.ts";
import { startStripeStandIn, stripeKeys } from "../../support/stripe-stand-in.ts";

/** A card provider that runs, with what its payers, its staff and the payers' banks can do to a payment. */
export type ProviderBench = {
  readonly provider: FundingProvider;
  readonly books: ProviderBooks;
  readonly pay: (payment: string) => Promise<void>;
  readonly decline: (payment: string) => Promise<void>;
  readonly refund: (payment: string, amount: number) => Promise<void>;
  readonly dispute: (payment: string) => Promise<void>;
  readonly win: (payment: string) => Promise<void>;
  /** An event of the payment, signed with that secret at that moment. */
  readonly event: (payment: string, by: { readonly secret: string; readonly atMs: number }) => ProviderDelivery;
  readonly secret: string;
  readonly stop: () => Promise<void>;
};

const encode = (body: object): Uint8Array => new TextEncoder().encode(JSON.stringify(body));

const startSandbox = async (clock: Clock): Promise<ProviderBench> => {
  const keys = { secretKey: "sk", restrictedKey: "rk", webhookSecret: "whsec" };
  const cards = createSandboxCards({ ...keys, webhookUrl: "http://127.0.0.1:9/", clock });
  const { url, stop } = await serveMount(cards.mount);
  const secrets = { secret_key: "sk", publishable_key: "pk", webhook_secrets: ["whsec"] };
  const onPage = async (payment: string, number: string): Promise<void> => {
    await fetch(`${url}/pay/${payment}`, { method: "POST", body: new URLSearchParams({ number }) });
  };
  const script = async (payment: string, what: object): Promise<void> => {
    await fetch(`${url}/script/${payment}`, { method: "POST", body: JSON.stringify(what) });
  };
  return {
    provider: createSandboxProvider({ readSecret: async () => secrets, apiUrl: url, clock }),
    books: createSandboxBooks({ readSecret: async () => ({ restricted_key: "rk" }), apiUrl: url }),
    pay: (payment) => onPage(payment, "4242424242424242"),
    decline: (payment) => onPage(payment, "4000000000009995"),
    refund: (payment, amount) => script(payment, { do: "refunded", amount }),
    dispute: (payment) => script(payment, { do: "disputed" }),
    win: (payment) => script(payment, { do: "dispute_won" }),
    event: (payment, { secret, atMs }) => {
      const message = {
        ...{ id: "evt_1", timestamp: String(Math.floor(atMs / secondMs)) },
        body: encode({ id: "evt_1", type: "payment.updated", payment }),
      };
      const headers = { "webhook-id": message.id, "webhook-timestamp": message.timestamp };
      return { body: message.body, headers: { ...headers, "webhook-signature": webhookSignature(secret, message) } };
    },
    secret: "whsec",
    stop: async () => {
      await cards.stop();
      await stop();
    },
  };
};

export const startStripe = async (clock: Clock) => {
  const stripe = await startStripeStandIn(clock);
  const secrets = {
    ...{ secret_key: stripeKeys.secret, publishable_key: "pk_test_1" },
    webhook_secrets: ["whsec_older", stripeKeys.webhook],
  };
  const disputes = new Map<string, string>();
  const bench: ProviderBench = {
    provider: createStripeProvider({ readSecret: async () => secrets, apiUrl: stripe.url, clock }),
    books: createStripeBooks({
      readSecret: async () => ({ restricted_key: stripeKeys.restricted }),
      apiUrl: stripe.url,
    }),
    pay: async (payment) => stripe.succeed(payment),
    decline: async (payment) => stripe.decline(payment, { code: "card_declined", decline_code: "insufficient_funds" }),
    refund: async (payment, amount) => void stripe.refund(payment, amount),
    dispute: async (payment) => void disputes.set(payment, stripe.dispute(payment, 2_000)),
    win: async (payment) => stripe.turn(disputes.get(payment) ?? stripe.dispute(payment, 2_000), "won"),
    event: (payment, { secret, atMs }) => {
      const event = { ...stripe.lastEvent(), type: "payment_intent.succeeded", data: { object: { id: payment } } };
      const payload = JSON.stringify(event);
      const header = Stripe.webhooks.generateTestHeaderString({
        payload,
        secret,
        timestamp: Math.floor(atMs / secondMs),
      });
      return { body: new TextEncoder().encode(payload), headers: { "stripe-signature": header } };
    },
    secret: stripeKeys.webhook,
    stop: stripe.stop,
  };
  return { stripe, bench };
};

export const providerBenches: readonly [string, (clock: Clock) => Promise<ProviderBench>][] = [
  ["the sandbox", startSandbox],
  ["Stripe", async (clock) => (await startStripe(clock)).bench],
];
