import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, hourMs, instant, secondMs } from "../../../core/clock.ts";
import { canonicalJson } from "../../../core/consent/canonical-json.ts";
import { keyStatementOf } from "../../../core/consent/key-statement.ts";
import { pinProofMac } from "../../../core/consent/pin-proof.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { personalWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { settlePayments } from "../../../functions/ledger/settle-payments.ts";
import { createDeviceKey, createPasskey } from "../../support/software-authenticator.ts";
import { type Person, pinSecret, place, startWorld, type World } from "./consent-world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const pair = async (cents = 10_000n): Promise<{ alice: Person; bob: Person }> => ({
  alice: await world.newPerson("alice", cents),
  bob: await world.newPerson("bob", 0n + 1n),
});

const balances = async (...people: readonly Person[]) => Promise.all(people.map((person) => world.balance(person)));

describe("a payment that was consented to", () => {
  it("moves the money, keeps the proof and settles the intent", async () => {
    const { alice, bob } = await pair();
    const intent = await world.propose(alice, [[bob, 1_299n]]);
    const consent = await world.approve(intent, alice);
    await world.deliver(consent);
    expect(await balances(alice, bob)).toEqual([8_701n, 1_300n]);
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });

    const kept = await world.evidence.get(intent.id, 1);
    expect(canonicalJson(kept?.terms ?? null)).toBe(canonicalJson(consent.terms));
    expect(kept?.evidence).toEqual(consent.evidence);
    expect(kept?.key).toEqual(keyStatementOf(alice.passkey.key));
  });

  it("changes nothing when it is delivered again, at once or days later", async () => {
    const { alice, bob } = await pair();
    const intent = await world.propose(alice, [[bob, 100n]]);
    const consent = await world.approve(intent, alice);
    await Promise.all([1, 2, 3].map(() => world.deliver(consent)));
    world.wait(3 * dayMs);
    await world.deliver(consent);
    expect(await balances(alice, bob)).toEqual([9_900n, 101n]);
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });
  });

  it("pays all of several payees by one signature", async () => {
    const [{ alice, bob }, carol] = [await pair(), await world.newPerson("carol", 1n)];
    const intent = await world.propose(alice, [
      [bob, 200n],
      [carol, 300n],
      [bob, 50n],
    ]);
    await world.deliver(await world.approve(intent, alice));
    expect(await balances(alice, bob, carol)).toEqual([9_450n, 251n, 301n]);
  });

  it("opens the payee's wallet when the message that asks for it is late", async () => {
    const [alice, bob] = [await world.newPerson("alice", 500n), await world.newPerson("bob")];
    const intent = await world.propose(alice, [[bob, 100n]]);
    await world.deliver(await world.approve(intent, alice));
    expect(await balances(alice, bob)).toEqual([400n, 100n]);
  });

  it("is settled after all when the ledger died between the posting and the intent", async () => {
    const { alice, bob } = await pair();
    const intent = await world.propose(alice, [[bob, 100n]]);
    const consent = await world.approve(intent, alice);
    const dying = { ...world.deps, intents: { ...world.intents, mark: () => Promise.reject(new Error("died")) } };
    await expect(settlePayments([consent], dying)).rejects.toThrow("1 of 1 payments hang");
    expect(await world.stateOf(intent)).toEqual({ state: "approved" });
    // By then the terms have expired, the payee goes by another name and the key is gone: the money has moved all the same.
    world.wait(2 * dayMs);
    await world.holders.link(bob.id, { channel: "x", userId: bob.userId, handle: "bobby", linkedAt: instant(0) });
    await world.holders.revokeKey(alice.id, alice.passkey.id);
    await world.deliver(consent);
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });
    expect(await balances(alice, bob)).toEqual([9_900n, 101n]);
  });
});

describe("a device key and the PIN", () => {
  const signByDevice = async (intent: Intent, alice: Person, expires: number) => {
    const device = await createDeviceKey();
    await world.enrol(alice, device.key, false);
    const terms = world.termsFor(intent, alice);
    const challenge = await challengeOf(terms);
    const mac = await pinProofMac(pinSecret, { holder: alice.id, challenge, expires });
    return { terms, evidence: device.assert(challenge, { mac, expires }) };
  };

  it("pays as a passkey does", async () => {
    const { alice, bob } = await pair();
    const intent = await world.propose(alice, [[bob, 100n]]);
    const consent = await signByDevice(intent, alice, world.clock() / secondMs + 60);
    await world.carry(intent, consent);
    await world.deliver(consent);
    expect(await balances(alice, bob)).toEqual([9_900n, 101n]);
  });

  it("pays nothing once the PIN proof has expired; the payer may try again", async () => {
    const { alice, bob } = await pair();
    const intent = await world.propose(alice, [[bob, 100n]]);
    const consent = await signByDevice(intent, alice, world.clock() / secondMs - 1);
    await world.carry(intent, consent);
    await world.deliver(consent);
    expect(await balances(alice, bob)).toEqual([10_000n, 1n]);
    expect(await world.stateOf(intent)).toEqual({ state: "failed", reason: "terms_expired" });
  });
});

describe("a payment that the money is not there for", () => {
  it("fails with that reason, moves nothing, and may be tried again as a new version", async () => {
    const { alice, bob } = await pair(50n);
    const intent = await world.propose(alice, [[bob, 100n]]);
    const first = await world.approve(intent, alice);
    await world.deliver(first);
    expect(await world.stateOf(intent)).toEqual({ state: "failed", reason: "insufficient_funds" });
    await world.fund(alice, 100n);
    await world.deliver(first);
    expect(await balances(alice, bob)).toEqual([50n + 100n, 1n]);

    const second = await world.approve({ ...intent, version: 2 }, alice);
    await world.deliver(second);
    await world.deliver(first);
    expect(await world.stateOf(intent)).toMatchObject({ state: "settled" });
    expect(await balances(alice, bob)).toEqual([50n, 101n]);
  });
});

describe("a key with reduced limits", () => {
  it("pays up to 50 €, and after three days as any other", async () => {
    const { alice, bob } = await pair(50_000n);
    const passkey = await createPasskey(place);
    const reducedUntil = instant(world.clock() + 72 * hourMs);
    await world.enrol(alice, { ...passkey.key, reducedUntil }, false);
    const withNewKey = { ...alice, passkey };
    const pay = async (cents: bigint) => {
      const intent = await world.propose(alice, [[bob, cents]]);
      await world.deliver(await world.approve(intent, withNewKey));
      return world.stateOf(intent);
    };
    expect(await pay(5_001n)).toEqual({ state: "failed", reason: "key_limit_exceeded" });
    expect(await pay(5_000n)).toEqual({ state: "settled" });
    world.wait(72 * hourMs);
    expect(await pay(5_001n)).toEqual({ state: "settled" });
    expect(await balances(alice, bob)).toEqual([39_999n, 10_002n]);
  });
});

describe("payments in one message", () => {
  it("are settled independently: one that fails and one that hangs hold nobody up", async () => {
    const [{ alice, bob }, carol] = [await pair(), await world.newPerson("carol", 10n)];
    const good = await world.propose(alice, [[bob, 100n]]);
    const poor = await world.propose(carol, [[bob, 100n]]);
    const hanging = await world.propose(alice, [[bob, 7n]]);
    const consents = [
      await world.approve(good, alice),
      await world.approve(hanging, alice),
      await world.approve(poor, carol),
    ] as const;
    // Another consent of the same payer holds the place of the proof.
    const other = await world.sign(world.termsFor(hanging, alice), alice);
    await world.deps.evidence.keep({
      ...other,
      key: keyStatementOf(alice.passkey.key),
      keptAt: instant(world.clock()),
    });
    await expect(world.deliver(...consents)).rejects.toThrow("1 of 3 payments hang");
    expect(await world.stateOf(good)).toEqual({ state: "settled" });
    expect(await world.stateOf(poor)).toEqual({ state: "failed", reason: "insufficient_funds" });
    expect(await world.stateOf(hanging)).toEqual({ state: "approved" });
    expect(await balances(alice, bob)).toEqual([9_900n, 101n]);
  });
});

describe("the wallet of a first key", () => {
  const request = (holder: string, currency = "EUR", queueArn = world.deps.queueArn) =>
    world.request({ type: "wallet.requested.v1", holder, currency }, queueArn);

  it("opens once, however often it is asked for", async () => {
    const alice = await world.newPerson("alice");
    await request(alice.id);
    await world.fund(alice, 5n);
    await request(alice.id);
    expect(await world.balance(alice)).toBe(5n);
  });

  it("does not open for nobody, in another currency, or by another queue's word", async () => {
    const alice = await world.newPerson("alice");
    await expect(request("hol_nobody")).rejects.toThrow("for nobody");
    await expect(request(alice.id, "USD")).rejects.toThrow("USD");
    await expect(request(alice.id, "EUR", "arn:aws:sqs:eu-west-3:000000000000:notices")).rejects.toThrow(
      "No wallet.requested.v1 is taken",
    );
    const { id } = await personalWallet(alice.id, EUR);
    expect(await world.ledger.balance(id)).toBeUndefined();
  });
});
