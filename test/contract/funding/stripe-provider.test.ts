import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { instant, secondMs } from "../../../core/clock.ts";
import type { TopUpId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { stripeKeys, type StripeStandIn } from "../../support/stripe-stand-in.ts";
import { type ProviderBench, startStripe } from "./provider-benches.ts";

const nowMs = Date.parse("2026-11-24T12:00:00.000Z");
let stripe: StripeStandIn;
let bench: ProviderBench;
let id: TopUpId;
let count = 0;

beforeAll(async () => {
  ({ stripe, bench } = await startStripe(() => nowMs));
});
afterAll(() => stripe.stop());
beforeEach(() => {
  id = `tu_stripe${(count += 1)}` as TopUpId;
});

const request = (amount = 2_000n) => bench.provider.request({ id, amount, currency: EUR });
const payment = async (): Promise<string> => {
  const asked = await request();
  return asked.ok ? asked.value.payment.id : asked.fault;
};

describe("a Payment Intent", () => {
  it("is for a card, with 3-D Secure where the bank asks, under the top-up's id", async () => {
    await request();
    const { params, idempotencyKey } = stripe.requests.at(-1)!;
    expect(Object.fromEntries(params)).toEqual({
      amount: "2000",
      currency: "eur",
      "allowed_payment_method_types[0]": "card",
      "payment_method_options[card][request_three_d_secure]": "automatic",
      "metadata[top_up]": id,
    });
    expect(idempotencyKey).toBe(id);
  });

  it("is finished in the app, by the secret of this payment and the key that the app may know", async () => {
    const asked = await request();
    const next = asked.ok ? asked.value.next : undefined;
    expect(next).toEqual({
      kind: "stripe",
      clientSecret: expect.stringContaining("_secret_"),
      publishableKey: "pk_test_1",
    });
  });

  it.each([
    ["requires_confirmation", "open"],
    ["requires_action", "open"],
    ["processing", "processing"],
    ["requires_capture", "processing"],
    ["canceled", "canceled"],
  ])("that is %s is %s", async (status, wanted) => {
    const made = await payment();
    stripe.set(made, { status });
    expect((await bench.provider.retrieve(made))?.payment.status).toBe(wanted);
  });

  it.each([
    [{ code: "card_declined", decline_code: "generic_decline" }, "declined"],
    [{ code: "card_declined", decline_code: "stolen_card" }, "declined"],
    [{ code: "expired_card", decline_code: null }, "card_expired"],
    [{ code: "incorrect_cvc" }, "card_not_accepted"],
    [{ code: "payment_intent_authentication_failure" }, "authentication_failed"],
    [{ code: "processing_error" }, "provider_error"],
    [{ type: "api_error", code: "lock_timeout" }, "provider_error"],
  ])("whose card ended in %j says %s", async (error, reason) => {
    const made = await payment();
    stripe.decline(made, error);
    expect((await bench.provider.retrieve(made))?.payment.reason).toBe(reason);
  });

  it("without our mark is of no top-up", async () => {
    const made = await payment();
    stripe.set(made, { metadata: { order: "7" } });
    expect((await bench.provider.retrieve(made))?.payment.topUp).toBeUndefined();
  });

  it("of which Stripe says what nobody knows is not guessed at", async () => {
    const made = await payment();
    stripe.set(made, { status: "requires_dance" });
    await expect(bench.provider.retrieve(made)).rejects.toThrow(/requires_dance/);
    stripe.set(made, { status: "canceled" });
  });
});

describe("what was taken back", () => {
  it.each([
    ["pending", "taken"],
    ["succeeded", "taken"],
    ["failed", "returned"],
    ["canceled", "returned"],
  ])("by a refund that is %s is %s", async (status, state) => {
    const made = await payment();
    stripe.succeed(made);
    stripe.refund(made, 500, status);
    expect((await bench.provider.retrieve(made))?.payment.takeBacks).toMatchObject([{ amount: 500n, state }]);
  });

  it.each([
    ["warning_needs_response", []],
    ["warning_closed", []],
    ["needs_response", [{ kind: "dispute", state: "taken" }]],
    ["under_review", [{ kind: "dispute", state: "taken" }]],
    ["lost", [{ kind: "dispute", state: "taken" }]],
    ["won", [{ kind: "dispute", state: "returned" }]],
  ])("by a dispute that is %s is %j", async (status, takeBacks) => {
    const made = await payment();
    stripe.succeed(made);
    stripe.dispute(made, 2_000, status);
    expect((await bench.provider.retrieve(made))?.payment.takeBacks).toMatchObject(takeBacks);
  });
});

describe("when something is wrong", () => {
  it.each([
    [400, "refused"],
    [402, "refused"],
  ])("%i is a no", async (status, fault) => {
    stripe.failWith(status);
    expect(await request()).toEqual({ ok: false, fault });
  });

  it.each([[409], [429], [500]])("%i that stays may be tried again later", async (status) => {
    stripe.failWith(status, status, status);
    expect(await request()).toEqual({ ok: false, fault: "unavailable" });
    stripe.failWith();
    expect((await request()).ok).toBe(true);
  });

  it.each([[409], [500]])("%i that passes is tried again, under the same key", async (status) => {
    const before = stripe.requests.length;
    stripe.failWith(status);
    expect((await request()).ok).toBe(true);
    const keys = stripe.requests.slice(before).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([id, id]);
  });

  it("a key that Stripe does not know is our fault, and rings", async () => {
    stripe.failWith(401);
    await expect(request()).rejects.toThrow(/Invalid API Key/);
  });

  it("an error instead of the payment is no answer", async () => {
    const made = await payment();
    stripe.failWith(500, 500, 500, 500, 500, 500, 500, 500, 500);
    await expect(bench.provider.retrieve(made)).rejects.toThrow();
    // More than one: a repetition of the provider's own may still be on its way, and takes the first.
    stripe.failWith(500, 500, 500);
    await expect(bench.books.retrieve(made)).rejects.toThrow(/500/);
    stripe.failWith();
  });

  it("the same top-up with another amount is refused by Stripe, too", async () => {
    await request();
    expect(await request(3_000n)).toEqual({ ok: false, fault: "unavailable" });
  });
});

describe("an event", () => {
  const deliver = (event: object, at = nowMs) => {
    const payload = JSON.stringify(event);
    const timestamp = Math.floor(at / secondMs);
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: stripeKeys.webhook, timestamp });
    return bench.provider.readEvent({ body: Buffer.from(payload), headers: { "stripe-signature": header } });
  };

  it("of a refund or a dispute speaks of its payment", async () => {
    const made = await payment();
    stripe.succeed(made);
    stripe.refund(made, 100);
    expect(await deliver(stripe.lastEvent())).toEqual({ ok: true, value: { payment: made } });
    stripe.dispute(made, 100);
    expect(await deliver(stripe.lastEvent())).toEqual({ ok: true, value: { payment: made } });
  });

  it("of something else is nothing to us, and one of no shape is refused", async () => {
    const payout = { ...stripe.lastEvent(), type: "payout.paid", data: { object: { id: "po_1" } } };
    expect(await deliver(payout)).toEqual({ ok: true, value: { payment: undefined } });
    expect(await deliver({ hello: "there" })).toEqual({ ok: false, fault: "malformed" });
  });
});

describe("the books", () => {
  it("are read with the version of the library, page by page", async () => {
    const source = readFileSync("adapters/funding/stripe/stripe-books.ts", "utf8");
    const { version } = JSON.parse(readFileSync("node_modules/stripe/package.json", "utf8")) as { version: string };
    expect(version.split(".")[0]).toBe("23");
    expect(source).toContain(JSON.stringify(Stripe.API_VERSION));
    const made: string[] = [];
    for (let index = 0; index < 103; index += 1) {
      id = `tu_page${index}` as TopUpId;
      made.push(await payment());
    }
    const listed = await bench.books.paymentsTouched({ since: instant(nowMs), until: instant(nowMs + secondMs) });
    expect(made.filter((one) => !listed.some((found) => found.id === one))).toEqual([]);
  });

  it("are read with a key that cannot write", async () => {
    const answer = await fetch(`${stripe.url}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: `Bearer ${stripeKeys.restricted}` },
    });
    expect(answer.status).toBe(403);
  });
});
