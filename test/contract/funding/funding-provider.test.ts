import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hourMs, instant, minuteMs } from "../../../core/clock.ts";
import type { TopUpId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type ProviderBench, providerBenches } from "./provider-benches.ts";

let nowMs = Date.parse("2026-11-24T12:00:00.000Z");
let count = 0;

describe.each(providerBenches)("%s as a card provider", (_name, start) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await start(() => nowMs);
  });
  afterAll(() => bench.stop());

  const newId = () => `tu_${(count += 1)}` as TopUpId;
  const requested = async (id = newId(), amount = 2_000n) => {
    const asked = await bench.provider.request({ id, amount, currency: EUR });
    if (!asked.ok) throw new Error(asked.fault);
    return asked.value;
  };
  const seen = async (payment: string) => (await bench.provider.retrieve(payment))?.payment;

  it("makes one payment for a top-up, however often it is asked, and says what its payer does", async () => {
    const id = newId();
    const [first, again] = [await requested(id), await requested(id)];
    const provider = bench.provider.name;
    const wanted = { provider, topUp: id, status: "open", amount: 2_000n, currency: EUR, takeBacks: [] };
    expect(first.payment).toMatchObject(wanted);
    expect(again).toEqual(first);
    expect(first.next).toBeDefined();
    expect(await bench.provider.retrieve(first.payment.id)).toEqual(first);
    expect((await requested()).payment.id).not.toBe(first.payment.id);
  });

  it("knows nothing of a payment that it does not have", async () => {
    expect(await bench.provider.retrieve("pi_nowhere")).toBeUndefined();
    expect(await bench.books.retrieve("pi_nowhere")).toBeUndefined();
  });

  it("says why a card was declined, until another one is charged", async () => {
    const { payment, next } = await requested();
    await bench.decline(payment.id);
    expect(await bench.provider.retrieve(payment.id)).toEqual({
      payment: { ...payment, reason: "insufficient_funds" },
      next,
    });
    await bench.pay(payment.id);
    expect(await bench.provider.retrieve(payment.id)).toEqual({ payment: { ...payment, status: "succeeded" } });
  });

  it("says what was taken back, and what has returned", async () => {
    const { payment } = await requested(newId(), 5_000n);
    await bench.pay(payment.id);
    await bench.refund(payment.id, 1_200);
    const refund = { id: expect.any(String), kind: "refund", amount: 1_200n, state: "taken" };
    expect((await seen(payment.id))?.takeBacks).toEqual([refund]);
    await bench.dispute(payment.id);
    expect((await seen(payment.id))?.takeBacks).toMatchObject([refund, { kind: "dispute", state: "taken" }]);
    await bench.win(payment.id);
    const after = (await seen(payment.id))?.takeBacks;
    expect(after).toMatchObject([refund, { kind: "dispute", state: "returned" }]);
    expect(new Set(after?.map(({ id }) => id)).size).toBe(2);
    expect(await bench.books.retrieve(payment.id)).toEqual(await seen(payment.id));
  });

  it("signs its events: nobody else does, and not long ago", async () => {
    const { payment } = await requested();
    await bench.pay(payment.id);
    const { secret } = bench;
    const read = (by: { secret: string; atMs: number }) => bench.provider.readEvent(bench.event(payment.id, by));
    expect(await read({ secret, atMs: nowMs - 4 * minuteMs })).toEqual({ ok: true, value: { payment: payment.id } });
    const refused = { ok: false, fault: "signature_invalid" };
    expect(await read({ secret: "whsec_guessed", atMs: nowMs })).toEqual(refused);
    expect(await read({ secret, atMs: nowMs - 6 * minuteMs })).toEqual(refused);
    const { body, headers } = bench.event(payment.id, { secret, atMs: nowMs });
    const other = new TextEncoder().encode(new TextDecoder().decode(body).replace(payment.id, "pi_other"));
    expect(await bench.provider.readEvent({ body: other, headers })).toEqual(refused);
    expect(await bench.provider.readEvent({ body, headers: {} })).toEqual(refused);
  });

  it("lists what was made, paid or taken back within a time, each once", async () => {
    const old = (await requested()).payment.id;
    const unpaid = (await requested()).payment.id;
    await bench.pay(old);
    nowMs += hourMs;
    const since = instant(nowMs);
    const made = (await requested()).payment.id;
    await bench.pay(made);
    await bench.refund(old, 300);
    nowMs += hourMs;
    const until = instant(nowMs);
    const later = (await requested()).payment.id;
    const listed = await bench.books.paymentsTouched({ since, until });
    expect(listed.map(({ id }) => id).sort()).toEqual([made, old].sort());
    for (const one of listed) expect(one).toEqual(await seen(one.id));
    expect([unpaid, later].filter((id) => listed.some((one) => one.id === id))).toEqual([]);
  });
});
