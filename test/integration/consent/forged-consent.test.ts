import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayMs, instant, secondMs } from "../../../core/clock.ts";
import type { SignedPayment } from "../../../core/consent/judge-payment.ts";
import { challengeOf, type PaymentTerms } from "../../../core/consent/terms.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import type { FailureReason } from "../../../core/intent/intent-state.ts";
import { createPasskey, flipped, freshNonce } from "../../support/software-authenticator.ts";
import { type Person, place, startWorld, type World } from "./consent-world.ts";

let world: World;
let alice: Person;
let bob: Person;
let mallory: Person;

beforeAll(async () => {
  world = await startWorld();
  alice = await world.newPerson("alice", 10_000n);
  bob = await world.newPerson("bob", 1n);
  mallory = await world.newPerson("mallory", 10n);
});
afterAll(() => world.stop());

const toBob = (cents = 100n): Promise<Intent> => world.propose(alice, [[bob, cents]]);

/** Whatever is delivered, no money moves. */
const nothingMovesBy = async (deliver: () => Promise<unknown>): Promise<void> => {
  const all = () => Promise.all([alice, bob, mallory].map((person) => world.balance(person)));
  const before = await all();
  await deliver();
  expect(await all()).toEqual(before);
};

/** The consent stands in the intent, as if `api` had let it pass. */
const refusedFor = async (intent: Intent, consent: SignedPayment, reason: FailureReason): Promise<void> => {
  await world.carry(intent, consent);
  await nothingMovesBy(() => world.deliver(consent));
  expect(await world.stateOf(intent)).toEqual({ state: "failed", reason });
  await nothingMovesBy(() => world.deliver(consent));
  expect(await world.stateOf(intent)).toEqual({ state: "failed", reason });
};

const line = (terms: PaymentTerms, change: Partial<PaymentTerms["lines"][number]>): PaymentTerms => ({
  ...terms,
  lines: terms.lines.map((one) => ({ ...one, ...change })),
});

describe("changing a signed field voids the signature (invariant 6)", () => {
  const changes: readonly (readonly [string, (terms: PaymentTerms) => PaymentTerms])[] = [
    ["stage", (terms) => ({ ...terms, stage: "prod" })],
    ["version", (terms) => ({ ...terms, version: terms.version + 1 })],
    ["amount", (terms) => line(terms, { amount: 99 })],
    ["handle", (terms) => line(terms, { handle: "bobby" })],
    ["shown name", (terms) => line(terms, { name: "Bobby" })],
    ["account", (terms) => line(terms, { user_id: mallory.userId, handle: mallory.handle, name: mallory.name })],
    ["network", (terms) => line(terms, { channel: "y" })],
    ["number of lines", (terms) => ({ ...terms, lines: [...terms.lines, ...terms.lines] })],
    ["currency", (terms) => ({ ...terms, currency: "USD" })],
    ["fee", (terms) => ({ ...terms, fee: 1 })],
    ["expiry", (terms) => ({ ...terms, expires: instant(world.clock() + 2 * dayMs) })],
    ["nonce", (terms) => ({ ...terms, nonce: freshNonce() })],
  ];

  it.each(changes)("the %s", async (_field, change) => {
    const intent = await toBob();
    const { terms, evidence } = await world.sign(world.termsFor(intent, alice), alice);
    await refusedFor(intent, { terms: change(terms), evidence }, "evidence_invalid");
  });

  it("the intent", async () => {
    const [signed, other] = [await toBob(), await toBob()];
    const { terms, evidence } = await world.sign(world.termsFor(signed, alice), alice);
    await refusedFor(other, { terms: { ...terms, intent: other.id }, evidence }, "evidence_invalid");
  });

  it("the payer", async () => {
    const intent = await toBob();
    const { terms, evidence } = await world.sign(world.termsFor(intent, mallory), mallory);
    await refusedFor(intent, { terms: { ...terms, payer: alice.id }, evidence }, "evidence_invalid");
  });

  it("the purpose, or a field that nobody reads: the message is not understood", async () => {
    const intent = await toBob();
    const { terms, evidence } = await world.sign(world.termsFor(intent, alice), alice);
    const send = (changed: object) =>
      world.request({ type: "payments.approved.v1", payments: [{ terms: changed, evidence }] });
    await nothingMovesBy(async () => {
      for (const changed of [
        { ...terms, purpose: "enrol" },
        { ...terms, tip: 5 },
        { ...terms, v: 2 },
      ]) {
        expect(() => send(changed)).toThrow(/payments/);
      }
    });
  });

  it.each(["client_data", "authenticator_data", "signature"] as const)("the %s", async (field) => {
    const intent = await toBob();
    const consent = await world.sign(world.termsFor(intent, alice), alice);
    const evidence = { ...consent.evidence, [field]: flipped((consent.evidence as never)[field]) };
    await refusedFor(
      intent,
      { terms: consent.terms, evidence: evidence as SignedPayment["evidence"] },
      "evidence_invalid",
    );
  });
});

describe("evidence is good for what it was made for, and for nothing else", () => {
  it("not for another intent of the same payer, payee and amount", async () => {
    const [first, second] = [await toBob(), await toBob()];
    const consent = await world.approve(first, alice);
    await world.deliver(consent);
    const replayed = { terms: world.termsFor(second, alice), evidence: consent.evidence };
    await refusedFor(second, replayed, "evidence_invalid");
  });

  it("not for a later version", async () => {
    const intent = await toBob();
    const { terms, evidence } = await world.sign(world.termsFor(intent, alice), alice);
    await refusedFor(intent, { terms: { ...terms, version: 2 }, evidence }, "evidence_invalid");
  });

  it("not made at another origin, for another relying party, or without the user", async () => {
    const wrongs = [{ origin: "https://evil.example" }, { relyingParty: "evil.example" }, { verified: false }];
    for (const wrong of wrongs) {
      const intent = await toBob();
      const terms = world.termsFor(intent, alice);
      const evidence = alice.passkey.assert(await challengeOf(terms), wrong);
      await refusedFor(intent, { terms, evidence }, "evidence_invalid");
    }
  });

  it("not by another person's key, whoever's name it bears", async () => {
    const intent = await toBob();
    const byMallory = await world.sign(world.termsFor(intent, alice), mallory);
    await refusedFor(intent, byMallory, "evidence_invalid");
    const again = await toBob();
    const renamed = await world.sign(world.termsFor(again, alice), mallory);
    await refusedFor(
      again,
      { ...renamed, evidence: { ...renamed.evidence, key_id: alice.passkey.id } },
      "evidence_invalid",
    );
  });

  it("not by a key that nobody has enrolled, nor by one that was revoked", async () => {
    const own = { ...alice, passkey: await createPasskey(place) };
    const intent = await toBob();
    await refusedFor(intent, await world.sign(world.termsFor(intent, alice), own), "evidence_invalid");
    await world.enrol(alice, own.passkey.key, false);
    await world.holders.revokeKey(alice.id, own.passkey.id);
    const again = await toBob();
    await refusedFor(again, await world.sign(world.termsFor(again, alice), own), "evidence_invalid");
  });

  it("not of a payer whom `holders` does not know", async () => {
    const intent = await toBob();
    const consent = await world.sign({ ...world.termsFor(intent, alice), payer: "hol_nobody" }, alice);
    await refusedFor(intent, consent, "payer_unknown");
  });
});

describe("what was truly signed must also be true", () => {
  const signedAs = async (change: (terms: PaymentTerms) => PaymentTerms, reason: FailureReason) => {
    const intent = await toBob();
    await refusedFor(intent, await world.sign(change(world.termsFor(intent, alice)), alice), reason);
  };

  it("of this stage", () => signedAs((terms) => ({ ...terms, stage: "prod" }), "terms_mismatch"));
  it("without a fee", () => signedAs((terms) => ({ ...terms, fee: 10 }), "terms_mismatch"));
  it("in a currency that exists", () => signedAs((terms) => ({ ...terms, currency: "XXX" }), "terms_mismatch"));
  it("in a currency of the wallets", () => signedAs((terms) => ({ ...terms, currency: "USD" }), "wallet_unknown"));
  it("not expired", () => signedAs((terms) => ({ ...terms, expires: instant(world.clock()) }), "terms_expired"));
  it("to an account that is linked", () => signedAs((terms) => line(terms, { user_id: "404" }), "payee_unknown"));
  it("to the handle that the account goes by", () =>
    signedAs((terms) => line(terms, { handle: "bobby" }), "payee_changed"));
  it("to the name that its owner goes by", () => signedAs((terms) => line(terms, { name: "Robert" }), "payee_changed"));
  it("not to another payee behind the same name", () =>
    signedAs((terms) => line(terms, { user_id: mallory.userId }), "payee_changed"));
  it("not to oneself", () =>
    signedAs((terms) => line(terms, { user_id: alice.userId, handle: alice.handle, name: alice.name }), "same_wallet"));

  it("expires at the very instant, not before", async () => {
    const intent = await toBob();
    const terms = { ...world.termsFor(intent, alice), expires: instant(world.clock() + 1 * secondMs) };
    const consent = await world.sign(terms, alice);
    await world.carry(intent, consent);
    await world.deliver(consent);
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });
  });
});

describe("a forged message stops nobody else's payment", () => {
  const stillPays = async (intent: Intent, consent: SignedPayment): Promise<void> => {
    expect(await world.stateOf(intent)).toEqual({ state: "approved" });
    await world.deliver(consent);
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });
  };

  it("with evidence that does not hold", async () => {
    const intent = await toBob();
    const consent = await world.approve(intent, alice);
    const forged = { terms: consent.terms, evidence: { ...consent.evidence, signature: "AAAA" } };
    await nothingMovesBy(() => world.deliver(forged));
    await stillPays(intent, consent);
  });

  it("with a higher version, by which the approved one would be closed", async () => {
    const intent = await toBob();
    const consent = await world.approve(intent, alice);
    await nothingMovesBy(() => world.deliver({ ...consent, terms: { ...consent.terms, version: 99 } }));
    await stillPays(intent, consent);
  });

  it("with terms of the forger's own that name it: refused or paid, they say nothing of it", async () => {
    const intent = await toBob();
    const consent = await world.approve(intent, alice);
    const tooMuch = await world.sign(
      { ...line(world.termsFor(intent, mallory), { amount: 1_000 }), version: 7 },
      mallory,
    );
    await nothingMovesBy(() => world.deliver(tooMuch));
    const oneCent = await world.sign({ ...line(world.termsFor(intent, mallory), { amount: 1 }), version: 8 }, mallory);
    await world.deliver(oneCent);
    expect(await world.balance(mallory)).toBe(9n);
    await stillPays(intent, consent);
  });
});

it("takes payments from the queue of `relay` alone", async () => {
  const intent = await toBob();
  const consent = await world.approve(intent, alice);
  const order = { type: "payments.approved.v1", payments: [consent] };
  await nothingMovesBy(async () => {
    const other = "arn:aws:sqs:eu-west-3:000000000000:inbound";
    await expect(world.request(order, other)).rejects.toThrow("No payments.approved.v1 is taken");
  });
  expect(await world.stateOf(intent)).toEqual({ state: "approved" });
});
