import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { dayMs, instant } from "../../../core/clock.ts";
import type { ReturnTerms } from "../../../core/consent/terms.ts";
import { claimIdOf, personalWalletIdOf, returnIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";
import { EUR } from "../../../core/money/currency.ts";
import type { SignedReturn } from "../../../core/returns/judge-return.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld, type World } from "./consent-world.ts";
import { returnTermsOf, sendReturn } from "./return-orders.ts";
import { requestOf, signedBy } from "./signed-requests.ts";

let world: World;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  // The limits of everybody, so that it is seen that they hinder no return.
  const coolingOff = { aboveMinor: 10n ** 9n, forMs: 0 };
  world = await startWorld({ rules: { ...defaultLimitRules, payeeHourTimes: 100n, coolingOff } });
});
beforeEach(async () => {
  alice = await world.newPerson("alice", 15_000n);
  bob = await world.newPerson("bob");
});
afterAll(() => world.stop());
afterEach(async () => {
  const { client, tableName } = world;
  const books = { client, wallets: tableName("Wallets"), transfers: tableName("Transfers") };
  expect(await faultsOfBooks(books)).toEqual([]);
});

const pay = async (...lines: readonly (readonly [Person, bigint])[]): Promise<Intent> => {
  const intent = await world.propose(alice, lines);
  await world.deliver(await world.approve(intent, alice));
  return intent;
};

const paidBy = ({ id }: Intent, line = 0): Promise<TransferId> => transferIdOf({ payer: alice.id, intent: id, line });

const termsOf = (transfer: TransferId, amount: number, more: Partial<ReturnTerms> = {}): ReturnTerms => ({
  ...returnTermsOf(world, { payee: bob, payer: alice, transfer, amount }),
  ...more,
});

const send = (signed: SignedReturn) => sendReturn(world, signed);

const left = async (): Promise<readonly (bigint | undefined)[]> => [
  await world.balance(alice),
  await world.balance(bob),
];

it("is sent back by the payee's own signature, once, and shown with the payment", async () => {
  const intent = await pay([bob, 5_000n]);
  const signed = await signedBy(termsOf(await paidBy(intent), 5_000), bob);
  expect(await send(signed)).toBe("done");
  expect(await send(signed)).toBe("done");
  expect(await left()).toEqual([15_000n, 0n]);
  const debited = returnIdOf(await requestOf(signed.terms));
  const told = await world.intents.get(intent.id);
  expect([told?.state, told?.updatedAt]).toEqual(["settled", instant(world.clock())]);
  expect(told?.returns).toEqual({
    [debited]: { line: 0, amount: 5_000, at: instant(world.clock()), debited, credited: debited },
  });
  expect(await world.evidence.ofRequest(await requestOf(signed.terms))).toMatchObject({ terms: signed.terms });
});

it("in parts, which are never more than what was paid, however many come at once", async () => {
  const transfer = await paidBy(await pay([bob, 5_000n]));
  await world.fund(bob, 5_000n);
  const parts = await Promise.all(
    Array.from({ length: 8 }, async () => send(await signedBy(termsOf(transfer, 1_500), bob))),
  );
  expect(parts.filter((end) => end === "done")).toHaveLength(3);
  expect(new Set(parts)).toEqual(new Set(["done", "exceeds_original"]));
  expect(await left()).toEqual([14_500n, 5_500n]);
  expect(await send(await signedBy(termsOf(transfer, 500), bob))).toBe("done");
  expect(await send(await signedBy(termsOf(transfer, 1), bob))).toBe("exceeds_original");
  expect(await left()).toEqual([15_000n, 5_000n]);
});

it("spends nothing of the payee's limits, and gives nothing of the payer's back", async () => {
  const transfer = await paidBy(await pay([bob, 5_000n]));
  await world.request({
    type: "change.asked.v1",
    request: "rq_low",
    holder: bob.id,
    change: { kind: "lower", limits: { day: 1, to_person: 1 } },
  });
  expect(await send(await signedBy(termsOf(transfer, 5_000), bob))).toBe("done");
  expect(await left()).toEqual([15_000n, 0n]);
});

it("sends back what was claimed by its escrow, both halves or none", async () => {
  const dave = await world.stranger("dave");
  const intent = await pay([bob, 100n], [dave, 300n]);
  await world.join(dave);
  await world.request({ type: "account.linked.v1", channel: "x", user_id: dave.userId });
  const claim = await claimIdOf(await paidBy(intent, 1));
  const back = termsOf(claim, 200, { holder: dave.id });
  expect(await send(await signedBy(back, dave))).toBe("done");
  expect([await world.balance(alice), await world.balance(dave)]).toEqual([14_800n, 100n]);
  expect(await send(await signedBy({ ...back, amount: 101, nonce: freshNonce() }, dave))).toBe("exceeds_original");
  const [part] = Object.values((await world.intents.get(intent.id))?.returns ?? {});
  expect(part).toMatchObject({ line: 1, amount: 200 });
  expect(part?.credited).not.toBe(part?.debited);
});

it("is nobody else's to ask for, of nothing that was not paid to him, and to nobody else than who is named", async () => {
  const mallory = await world.newPerson("mallory", 1_000n);
  const transfer = await paidBy(await pay([bob, 5_000n]));
  expect(await send(await signedBy(termsOf(transfer, 100), mallory))).toBe("evidence_invalid");
  expect(await send(await signedBy(termsOf(transfer, 100, { holder: mallory.id }), mallory))).toBe("original_unknown");
  expect(await send(await signedBy(termsOf("tr_none" as TransferId, 100), bob))).toBe("original_unknown");
  expect(await send(await signedBy(termsOf(transfer, 100, { stage: "prod" }), bob))).toBe("terms_mismatch");
  expect(await send(await signedBy(termsOf(transfer, 100, { expires: instant(world.clock()) }), bob))).toBe(
    "terms_expired",
  );
  const to = { channel: "x", user_id: mallory.userId, handle: "mallory", name: "Mallory" };
  expect(await send(await signedBy(termsOf(transfer, 100, { to }), bob))).toBe("payee_changed");
  expect(await send(await signedBy(termsOf(transfer, 5_001), bob))).toBe("exceeds_original");
  const altered = await signedBy(termsOf(transfer, 100), bob);
  expect(await send({ ...altered, terms: { ...altered.terms, amount: 5_000 } })).toBe("evidence_invalid");
  expect(await left()).toEqual([10_000n, 5_000n]);
});

it("waits for a wallet that is frozen or has not enough, and is signed anew then", async () => {
  const transfer = await paidBy(await pay([bob, 5_000n]));
  const wallet = await personalWalletIdOf(bob.id, EUR);
  await world.ledger.configure(wallet, { state: "frozen_debits" });
  const first = await signedBy(termsOf(transfer, 5_000), bob);
  expect(await send(first)).toBe("wallet_frozen");
  await world.ledger.configure(wallet, { state: "open" });
  expect(await send(first)).toBe("wallet_frozen");
  world.wait(dayMs);
  expect(await send(await signedBy(termsOf(transfer, 5_000), bob))).toBe("done");
});
