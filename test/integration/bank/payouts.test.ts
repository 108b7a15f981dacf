import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDynamoPayoutStore } from "../../../adapters/dynamodb/dynamo-payout-store.ts";
import type { PayoutId } from "../../../core/ids.ts";
import { personalWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";
import { iban, type PayoutWorld, startPayoutWorld } from "./payout-world.ts";

let world: PayoutWorld;
let bankBefore = 0n;
let suspenseBefore = 0n;
beforeAll(async () => {
  const rules = { ...defaultLimitRules, levels: { ...defaultLimitRules.levels, unverified: { day: 5_000n } } };
  world = await startPayoutWorld({ rules });
});
afterAll(() => world.stop());
afterEach(async () => {
  expect(await world.faults()).toEqual([]);
  [bankBefore, suspenseBefore] = [await world.atBank(), await world.inSuspense()];
});

const payouts = () => createDynamoPayoutStore({ client: world.client, table: world.tableName("Payouts") });
const stateOf = async (payout: PayoutId) => (await payouts().get(payout))?.state;
const bankMoved = async () => (await world.atBank()) - bankBefore;
const suspenseMoved = async () => (await world.inSuspense()) - suspenseBefore;

describe("a payout", () => {
  it("is what the owner signed, reserved once however often it is ordered", async () => {
    const alice = await world.newPerson("alice", 1_000n);
    const signed = await world.signedBy(world.termsOf(alice, 700), alice);
    const payout = await world.payOut(signed);
    await Promise.all([1, 2, 3].map(() => world.payOut(signed)));
    expect(await payouts().get(payout)).toMatchObject({
      ...{ id: payout, holder: alice.id, amount: 700n, iban },
      state: "held",
    });
    const { id } = await personalWallet(alice.id, EUR);
    expect(await world.ledger.balance(id)).toMatchObject({ available: 300n, pending: 700n });
    expect(await world.requests.get(await world.requestOf(signed.terms))).toMatchObject({ state: "done" });
    expect(await payouts().listOf(alice.id, 5)).toHaveLength(1);
  });

  it.each([
    ["of more than there is", { amount: 1_001 }, "insufficient_funds"],
    ["to an account that cannot be", { iban: "FR1520041010050500013M02606" }, "iban_invalid"],
    ["to an account that euros do not reach", { iban: "BR1800360305000010009795493C1" }, "iban_invalid"],
    ["signed for another stage", { stage: "prod" }, "terms_mismatch"],
    ["signed too long ago", { expires: "2026-11-24T11:59:59.999Z" }, "terms_expired"],
    ["above the limit of the day", { amount: 5_001 }, "day_limit_exceeded"],
  ])("%s is refused, and moves nothing", async (_what, others, reason) => {
    const alice = await world.newPerson("alice");
    await world.request({ type: "wallet.requested.v1", holder: alice.id, currency: "EUR" });
    await world.fund(alice, reason === "day_limit_exceeded" ? 9_000n : 1_000n);
    const signed = await world.signedBy(world.termsOf(alice, 500, others), alice);
    const payout = await world.payOut(signed);
    expect(await world.requests.get(await world.requestOf(signed.terms))).toMatchObject({ state: "refused", reason });
    expect(await payouts().get(payout)).toBeUndefined();
  });

  it("is nobody's who has not signed it", async () => {
    const alice = await world.newPerson("alice", 1_000n);
    const mallory = await world.newPerson("mallory", 0n);
    const forged = await world.signedBy(world.termsOf(alice, 700), mallory);
    const changed = await world.signedBy(world.termsOf(alice, 700), alice);
    const other = { ...changed, terms: { ...changed.terms, iban: "NL91ABNA0417164300" } };
    for (const signed of [forged, other]) expect(await payouts().get(await world.payOut(signed))).toBeUndefined();
    expect(await world.balance(alice)).toBe(1_000n);
  });
});

describe("what the bank says of a payout", () => {
  const paidOut = (payout: PayoutId, reference = "B") => ({ reference, meaning: { kind: "paid_out", payout } });
  const sentBack = (payout: PayoutId, reference = "R") => ({
    reference,
    meaning: { kind: "sent_back", payout, reason: "AC04" },
  });
  let count = 0;
  const play = async (amount: number, ...bookings: readonly { reference: string; meaning: object }[]) => {
    count += 1;
    for (const { reference, meaning } of bookings) await world.booked(`${reference}${count}`, amount, meaning);
  };

  it("settles it once, however often it is said", async () => {
    const { alice, payout } = await world.heldPayout(1_000n, 700);
    await play(700, paidOut(payout), paidOut(payout), paidOut(payout));
    expect([await stateOf(payout), await world.balance(alice), await bankMoved()]).toEqual(["settled", 300n, -700n]);
  });

  it("gives it back once, whether it came back before or after it was known to have gone", async () => {
    for (const late of [false, true]) {
      const { alice, payout } = await world.heldPayout(1_000n, 700);
      const told = [paidOut(payout), sentBack(payout)];
      await play(700, ...(late ? told.toReversed() : told), ...told, ...told.toReversed());
      expect([await stateOf(payout), await world.balance(alice), await bankMoved()]).toEqual(["returned", 1_000n, 0n]);
      expect(await payouts().get(payout)).toMatchObject({ reason: "AC04" });
      expect(await world.faults()).toEqual([]);
    }
    expect(await suspenseMoved()).toBe(0n);
  });

  it("gives it back, too, where both are told at the same moment", async () => {
    for (let time = 0; time < 12; time += 1) {
      const { alice, payout } = await world.heldPayout(1_000n, 700);
      count += 1;
      await Promise.all(
        [paidOut(payout), sentBack(payout), paidOut(payout)].map(({ reference, meaning }) =>
          world.booked(`${reference}${count}`, 700, meaning),
        ),
      );
      expect([await stateOf(payout), await world.balance(alice)]).toEqual(["returned", 1_000n]);
    }
    expect([await bankMoved(), await suspenseMoved()]).toEqual([0n, 0n]);
  });

  it("settles what was held before a freeze, and keeps what came back from a frozen wallet until it thaws", async () => {
    const { alice, payout } = await world.heldPayout(1_000n, 700);
    const { id } = await personalWallet(alice.id, EUR);
    await world.ledger.configure(id, { state: "frozen" });
    await play(700, paidOut(payout));
    expect([await stateOf(payout), await bankMoved(), await suspenseMoved()]).toEqual(["settled", -700n, 0n]);
    count += 1;
    const back = () => world.booked(`R${count}`, 700, sentBack(payout).meaning);
    await back();
    await back();
    expect([await bankMoved(), await suspenseMoved(), await world.balance(alice)]).toEqual([0n, 700n, 300n]);
    await world.ledger.configure(id, { state: "open" });
    await world.booked(`R${count}`, 700, { kind: "received", holder: alice.id });
    await back();
    expect([await world.balance(alice), await suspenseMoved()]).toEqual([1_000n, 0n]);
  });

  it("gives it back where the bank will not make it; a rejection that comes too late changes nothing", async () => {
    const { alice, payout } = await world.heldPayout(1_000n, 700);
    await world.rejected(payout);
    await world.rejected(payout);
    expect([await stateOf(payout), await world.balance(alice), await bankMoved()]).toEqual(["returned", 1_000n, 0n]);
    const other = await world.heldPayout(1_000n, 700);
    await play(700, paidOut(other.payout));
    await world.rejected(other.payout);
    expect([await stateOf(other.payout), await world.balance(other.alice)]).toEqual(["settled", 300n]);
  });

  it("puts into suspense what cannot be: paid twice, back twice, another amount, after a rejection, of nobody", async () => {
    const twice = await world.heldPayout(1_000n, 700);
    await play(700, paidOut(twice.payout, "B"), paidOut(twice.payout, "C"));
    expect([await bankMoved(), await suspenseMoved()]).toEqual([-1_400n, -700n]);
    await play(700, sentBack(twice.payout, "R"), sentBack(twice.payout, "S"));
    expect([await world.balance(twice.alice), await bankMoved(), await suspenseMoved()]).toEqual([1_000n, 0n, 0n]);
    const other = await world.heldPayout(1_000n, 700);
    await play(701, paidOut(other.payout));
    expect([await stateOf(other.payout), await bankMoved(), await suspenseMoved()]).toEqual(["held", -701n, -701n]);
    await world.rejected(other.payout);
    await play(700, paidOut(other.payout));
    expect([await world.balance(other.alice), await bankMoved()]).toEqual([1_000n, -1_401n]);
    await play(5, paidOut("po_unknown" as PayoutId), { reference: "X", meaning: { kind: "unexplained" } });
    expect([await bankMoved(), await suspenseMoved()]).toEqual([-1_411n, -1_411n]);
  });

  it("is believed of nobody but the bank's own queue", async () => {
    const { payout } = await world.heldPayout(1_000n, 700);
    const order = { type: "bank_entry.booked.v1", amount: 700, currency: "EUR", ...paidOut(payout, "F") };
    for (const arn of [world.deps.queueArn, world.deps.fundingQueueArn]) {
      await expect(world.request(order, arn)).rejects.toThrow("is taken from");
      await expect(world.request({ type: "payout.rejected.v1", payout }, arn)).rejects.toThrow("is taken from");
    }
    expect([await stateOf(payout), await bankMoved()]).toEqual(["held", 0n]);
  });
});

describe("what comes in", () => {
  it("is in its owner's wallet once, whichever file tells of it first and how often", async () => {
    const bob = await world.newPerson("bob", 0n);
    const named = { kind: "received", holder: bob.id };
    await Promise.all([1, 2, 3].map(() => world.booked("I1", 250, named)));
    await world.booked("I1", 250, { kind: "received" });
    expect([await world.balance(bob), await bankMoved(), await suspenseMoved()]).toEqual([250n, 250n, 0n]);
  });

  it("waits in suspense until somebody says whose it is", async () => {
    const bob = await world.newPerson("bob", 0n);
    await world.booked("I2", 250, { kind: "received" });
    await world.booked("I2", 250, { kind: "received" });
    expect([await bankMoved(), await suspenseMoved()]).toEqual([250n, 250n]);
    for (let time = 0; time < 3; time += 1) await world.booked("I2", 250, { kind: "received", holder: bob.id });
    expect([await world.balance(bob), await bankMoved(), await suspenseMoved()]).toEqual([250n, 250n, 0n]);
  });

  it("waits there, too, where the wallet does not take it", async () => {
    const bob = await world.newPerson("bob", 0n);
    const { id } = await personalWallet(bob.id, EUR);
    await world.ledger.configure(id, { state: "frozen" });
    await world.booked("I3", 250, { kind: "received", holder: bob.id });
    await world.booked("I3", 250, { kind: "received", holder: bob.id });
    expect([await world.balance(bob), await suspenseMoved()]).toEqual([0n, 250n]);
    await world.ledger.configure(id, { state: "open" });
    await world.booked("I3", 250, { kind: "received", holder: bob.id });
    expect([await world.balance(bob), await suspenseMoved(), await bankMoved()]).toEqual([250n, 0n, 250n]);
  });
});
