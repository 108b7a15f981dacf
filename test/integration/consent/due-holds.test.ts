import { afterAll, beforeAll, expect, it } from "vitest";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { TransferId } from "../../../core/ids.ts";
import { admit } from "../../../core/ledger/admission.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { personalWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { startWorld, type World } from "./consent-world.ts";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What a payer has left, and has reserved, after a hold of 60 cents of her euro. */
const held = async (forMs: number) => {
  const [alice, bob] = [await world.newPerson("alice", 100n), await world.newPerson("bob", 1n)];
  const [debit, credit] = await Promise.all([alice, bob].map(async ({ id }) => (await personalWallet(id, EUR)).id));
  const id = `tr_hold${(count += 1)}` as TransferId;
  const hold: Transfer = {
    ...{ id, version: 1, debit: debit!, credit: credit!, amount: 60n, currency: EUR, code: "payment", ref: "pi_hold" },
    kind: { type: "pending", timeoutAt: instant(world.clock() + forMs) },
  };
  await world.ledger.post([{ transfers: [hold] }]);
  const balance = async () => {
    const { available, pending } = (await world.ledger.balance(debit!))!;
    return [available, pending];
  };
  return { hold, balance };
};

const order = (...holds: readonly string[]) => ({ type: "holds.due.v1", holds });

it("gives back a hold that is due, however often it is told", async () => {
  const { hold, balance } = await held(minuteMs);
  world.wait(minuteMs);
  await Promise.all([1, 2, 3].map(() => world.request(order(hold.id))));
  await world.request(order(hold.id));
  expect(await balance()).toEqual([100n, 0n]);
});

it("looks for itself whether it is due: whoever orders it changes nothing", async () => {
  const { hold, balance } = await held(minuteMs);
  await world.request(order(hold.id, "tr_nowhere", "tr_fund1"));
  expect(await balance()).toEqual([40n, 60n]);
  await world.request(order(hold.id)).then(() => world.wait(minuteMs));
  await expect(world.request(order(hold.id), "arn:aws:sqs:eu-west-3:000000000000:inbound")).rejects.toThrow("taken");
  expect(await balance()).toEqual([40n, 60n]);
});

it("posts nothing else on what the record of a hold says", async () => {
  const { hold } = await held(minuteMs);
  const none = { ...hold, kind: undefined };
  for (const transfer of [hold, none, { ...none, code: "top_up" as const }]) {
    expect(() => admit([{ transfers: [transfer] }], "due_hold")).toThrow("is not posted on due_hold");
  }
  const given = { ...hold, kind: { type: "void_pending", pending: hold.id } } as const;
  expect(admit([{ transfers: [given] }], "due_hold")).toHaveLength(1);
  expect(() => admit([{ transfers: [given] }], "provider_queue")).toThrow();
});
