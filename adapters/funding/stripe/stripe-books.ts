import type * as z from "zod";
import { epochMs, secondMs } from "../../../core/clock.ts";
import type { ProviderBooks } from "../../../core/funding/funding-provider.ts";
import type { ProviderPayment } from "../../../core/funding/provider-payment.ts";
import { readBooksSecret, type SecretReader } from "../funding-secret.ts";
import { paymentOf, readWhole, stripeName } from "./read-payment.ts";
import { listOf, paymentOfEvent, stripeEvent, type StripeGet, stripePaymentIntent } from "./stripe-shapes.ts";

const timeoutMs = 10 * secondMs;

/** As Stripe's library sends it: a later version of the API is taken on purpose, with that of the library. */
const apiVersion = "2026-10-28.endive";

/** What changes a payment after it was made. Stripe keeps events for 30 days. */
const succeeded = "payment_intent.succeeded";
const touchingTypes = [succeeded, "refund.created", "refund.updated", "refund.failed"].concat(
  ["created", "updated", "closed", "funds_withdrawn", "funds_reinstated"].map((what) => `charge.dispute.${what}`),
);

/**
 * Stripe's books, by a restricted key that can read and nothing else. By `fetch`: whoever compares the books shares nothing
 * with the function that moves money, and the library weighs half of what a bundle may.
 */
export const createStripeBooks = (settings: {
  readonly readSecret: SecretReader;
  readonly apiUrl: string;
}): ProviderBooks => {
  const get: StripeGet = async (path, query = {}) => {
    const { restricted_key: key } = await readBooksSecret(settings.readSecret);
    const response = await fetch(`${settings.apiUrl}${path}?${new URLSearchParams(query).toString()}`, {
      headers: { authorization: `Bearer ${key}`, "stripe-version": apiVersion },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`Stripe answered ${path} with ${response.status}.`);
    return response.json();
  };
  const retrieve = async (payment: string): Promise<ProviderPayment | undefined> =>
    (await readWhole(get, payment))?.payment;
  return {
    name: stripeName,
    retrieve,
    paymentsTouched: async ({ since, until }) => {
      const created = { "created[gte]": toSeconds(since), "created[lt]": toSeconds(until) };
      const made = await everyPage(get, stripePaymentIntent, { path: "/v1/payment_intents", query: created });
      const types = Object.fromEntries(touchingTypes.map((type, index) => [`types[${index}]`, type]));
      const events = await everyPage(get, stripeEvent, { path: "/v1/events", query: { ...created, ...types } });
      const listed = new Set(made.map(({ id }) => id));
      // What was made and paid within the window is in the list as it is.
      const isNews = ({ type, id }: { readonly type: string; readonly id: string }): boolean =>
        type !== succeeded || !listed.has(id);
      const touched = new Set(
        events.flatMap(({ type, ...event }) => {
          const id = paymentOfEvent({ type, ...event });
          return id !== undefined && isNews({ type, id }) ? [id] : [];
        }),
      );
      const untouched = made.filter(({ id }) => !touched.has(id)).map((intent) => paymentOf(intent, []));
      const whole: ProviderPayment[] = [];
      // One after the other: Stripe allows a hundred calls a second, and people wait for theirs.
      for (const id of touched) {
        const payment = await retrieve(id);
        if (payment !== undefined) whole.push(payment);
      }
      return [...untouched, ...whole];
    },
  };
};

const toSeconds = (at: string): string => String(Math.floor(epochMs(at) / secondMs));

type Listed = { readonly path: string; readonly query: Readonly<Record<string, string>> };

const everyPage = async <Item extends z.ZodType<{ readonly id: string }>>(
  get: StripeGet,
  item: Item,
  { path, query }: Listed,
): Promise<readonly z.output<Item>[]> => {
  const items: z.output<Item>[] = [];
  for (;;) {
    const last = items.at(-1)?.id;
    const page = { ...query, limit: "100", ...(last === undefined ? {} : { starting_after: last }) };
    const { data, has_more } = listOf(item).parse(await get(path, page));
    items.push(...data);
    if (!has_more || data.length === 0) return items;
  }
};
