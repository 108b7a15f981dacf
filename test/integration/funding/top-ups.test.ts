import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { minuteMs } from "../../../core/clock.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { until } from "../../support/until.ts";
import { startFundingWorld } from "./funding-world.ts";

let world: Awaited<ReturnType<typeof startFundingWorld>>;
let alice: Awaited<ReturnType<typeof world.newCustomer>>;
let count = 0;

beforeAll(async () => {
  world = await startFundingWorld();
  alice = await world.newCustomer("alice");
});
afterAll(() => world.stop());
afterEach(async () => {
  const { client, tableName } = world;
  const faults = await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") });
  expect(faults).toEqual([]);
});

const view = (answer: { body: object }) => answer.body as TopUpView;
const request = async (amount = 2_000): Promise<TopUpView> => {
  const answer = await world.ask("alice", { amount, currency: "EUR" }, `key-${(count += 1)}`);
  expect(answer.status).toBe(200);
  return view(answer);
};
const paymentOf = ({ next }: TopUpView): string => (next as { url: string }).url.split("/").at(-1)!;
const now = async ({ id }: TopUpView): Promise<TopUpView> => view(await world.show("alice", id));
const gained = async (work: () => Promise<unknown>): Promise<bigint> => {
  const before = (await world.balance(alice))!;
  await work();
  return (await world.balance(alice))! - before;
};

describe("a top-up", () => {
  it("is the same one for the same key, and says what its payer does next", async () => {
    const [first, again] = [
      await world.ask("alice", { amount: 2_000, currency: "EUR" }, "same"),
      await world.ask("alice", { amount: 2_000, currency: "EUR" }, "same"),
    ];
    expect(view(first)).toMatchObject({ state: "requested", amount: 2_000, next: { kind: "sandbox_page" } });
    expect(view(again)).toEqual(view(first));
    const other = await world.ask("alice", { amount: 2_100, currency: "EUR" }, "same");
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
  });

  it.each([
    ["without a key", { amount: 2_000, currency: "EUR" }, undefined, "idempotency_key_missing"],
    ["below the least", { amount: 499, currency: "EUR" }, "k", "amount_out_of_range"],
    ["above the most", { amount: 50_001, currency: "EUR" }, "k", "amount_out_of_range"],
    ["in another currency", { amount: 2_000, currency: "USD" }, "k", "bad_request"],
    ["of nothing", { amount: 0, currency: "EUR" }, "k", "bad_request"],
  ])("is refused %s", async (_what, body, key, code) => {
    expect((await world.ask("alice", body, key)).body["code"]).toBe(code);
  });

  it("needs a wallet, and is nobody else's", async () => {
    const wanted = { amount: 2_000, currency: "EUR" };
    expect((await world.ask("stranger", wanted, "k")).body["code"]).toBe("key_missing");
    expect((await world.show("stranger", (await request()).id)).status).toBe(404);
  });
});

describe("a card", () => {
  const pay = async (number: string) => {
    const topUp = await request();
    await world.onPage(topUp, { number });
    return topUp;
  };

  it("that is charged fills the wallet, as the ledger says", async () => {
    const topUp = await pay("4242 4242 4242 4242");
    expect((await now(topUp)).state).toBe("paid");
    expect(await gained(() => world.deliver())).toBe(2_000n);
    expect(await now(topUp)).toMatchObject({ state: "credited", amount: 2_000 });
    expect((await now(topUp)).next).toBeUndefined();
  });

  it.each([
    ["4000 0000 0000 0002", "declined"],
    ["4000 0000 0000 9995", "insufficient_funds"],
    ["4000 0000 0000 0069", "card_expired"],
    ["4000 0000 0000 0127", "card_not_accepted"],
    ["4000 0000 0000 0119", "provider_error"],
    ["1234", "card_not_accepted"],
  ])("%s is not charged: %s; another one is", async (number, reason) => {
    const topUp = await pay(number);
    expect(await now(topUp)).toMatchObject({ state: "requested", reason, next: topUp.next });
    expect(world.sent).toEqual([]);
    await world.onPage(topUp, { number: "4242424242424242" });
    expect((await now(topUp)).reason).toBeUndefined();
    expect(await gained(() => world.deliver())).toBe(2_000n);
  });

  it("whose bank asks is charged once it was answered, and not without", async () => {
    const topUp = await pay("4000002500003155");
    expect((await now(topUp)).state).toBe("requested");
    await world.onPage(topUp, { bank: "no" });
    expect(await now(topUp)).toMatchObject({ state: "requested", reason: "authentication_failed" });
    expect(await world.onPage(topUp, { number: "4000002500003155" })).toContain("Your bank asks");
    await world.onPage(topUp, { bank: "yes" });
    expect((await now(topUp)).state).toBe("paid");
    expect(await gained(() => world.deliver())).toBe(2_000n);
  });

  it.each([
    ["4000 0000 0000 3063", "paid", 2_000n],
    ["4000 0000 0000 7726", "refunded", 0n],
    ["4000 0000 0000 0259", "disputed", 0n],
  ])("%s ends as %s, a little later", async (number, state, gain) => {
    const topUp = await pay(number);
    const payment = paymentOf(topUp);
    const change = gained(async () => {
      await until(state, async () => {
        expect((await world.tell(payment)).status).toBe(204);
        return (await now(topUp)).state === state;
      });
      await world.deliver();
    });
    expect(await change).toBe(gain);
  });
});

describe("what is told of payments", () => {
  it.each<[string, (messages: readonly unknown[]) => readonly unknown[]]>([
    ["twice", (messages) => [...messages, ...messages]],
    ["backwards", (messages) => messages.toReversed()],
    ["last only", (messages) => messages.slice(-1)],
    ["long after", (messages) => messages],
  ])("may come %s: the balance is what the provider says", async (how, order) => {
    const topUp = await request(6_000);
    const payment = paymentOf(topUp);
    await world.onPage(topUp, { number: "4242424242424242" });
    await world.tell(payment);
    await world.script(payment, { do: "refunded", amount: 1_000 });
    await world.tell(payment);
    await world.script(payment, { do: "disputed", amount: 2_000 });
    await world.tell(payment);
    await world.script(payment, { do: "dispute_won" });
    await world.tell(payment);
    if (how === "long after") world.wait(14 * 24 * 60 * minuteMs);
    expect(await gained(() => world.deliver(order))).toBe(5_000n);
  });

  it("by somebody else, or too late, moves nothing and asks nobody", async () => {
    const topUp = await request();
    const payment = paymentOf(topUp);
    await world.onPage(topUp, { number: "4242424242424242" });
    const told = [
      await world.tell(payment, { secret: "guessed" }),
      await world.tell(payment, { ageMs: 6 * minuteMs }),
      await world.tell(payment, { ageMs: -6 * minuteMs }),
      await world.tell(payment, { provider: "stripe" }),
      await world.tell(payment, { body: "{}" }),
      await world.tell(payment, { body: "x".repeat(300_000) }),
    ];
    expect(told.map(({ status }) => status)).toEqual([401, 401, 401, 404, 400, 413]);
    expect(world.sent).toEqual([]);
  });

  it("says nothing of a payment that is not ours", async () => {
    expect((await world.tell("pay_unknown")).status).toBe(204);
    const made = await fetch(`${world.url}/payments`, {
      method: "POST",
      headers: { authorization: "Bearer sk" },
      body: JSON.stringify({ top_up: "tu_nobodys", amount: 500, currency: "EUR" }),
    });
    const { id } = (await made.json()) as { id: string };
    await world.onPage({ next: { kind: "sandbox_page", url: `/sandbox-card/pay/${id}` } } as TopUpView, {
      number: "4242424242424242",
    });
    expect((await world.tell(id)).status).toBe(204);
    expect(world.sent).toEqual([]);
  });
});
