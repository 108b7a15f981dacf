import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { caseRulesWith } from "../../../core/case/case-steps.ts";
import { dayMs, hourMs, instant, minuteMs } from "../../../core/clock.ts";
import type { SignedChange } from "../../../core/consent/judge-change.ts";
import type { ControlTerms } from "../../../core/consent/terms.ts";
import { debtWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import { personalWalletIdOf, type RequestId, type TransferId } from "../../../core/ids.ts";
import { systemWallet } from "../../../core/ledger/new-wallets.ts";
import { defaultLimitRules, type LimitNumbers } from "../../../core/limits/limits.ts";
import { EUR } from "../../../core/money/currency.ts";
import { sweep } from "../../../functions/clockwork/sweep.ts";
import { createDynamoDueRaises } from "../../../adapters/dynamodb/dynamo-controls-store.ts";
import { applySigned } from "../../../core/limits/change.ts";
import { noControls } from "../../../core/limits/controls.ts";
import { identify } from "../../../functions/enrol/identify.ts";
import { silentLog } from "../../support/log.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld, type World } from "./consent-world.ts";
import { keepSigned, sendSigned, signedBy } from "./signed-requests.ts";

const rules = {
  ...defaultLimitRules,
  pace: { minute: 1_000, hour: 1_000 },
  payeeHourTimes: 1_000n,
  coolingOff: { aboveMinor: 10n ** 9n, forMs: 0 },
};
let world: World;
let count = 0;
beforeAll(async () => {
  world = await startWorld({ rules });
});
afterAll(() => world.stop());
afterEach(async () => {
  const { client, tableName } = world;
  const books = { client, wallets: tableName("Wallets"), transfers: tableName("Transfers") };
  expect(await faultsOfBooks(books)).toEqual([]);
});

/** Somebody whose wallet was opened by the ledger, with money in it. */
const member = async (handle: string, cents: bigint): Promise<Person> => {
  const person = await world.newPerson(handle);
  await world.request({ type: "wallet.requested.v1", holder: person.id, currency: "EUR" });
  if (cents > 0n) await world.fund(person, cents);
  return person;
};

const pay = async (payer: Person, payee: Person, cents: bigint) => {
  const intent = await world.propose(payer, [[payee, cents]]);
  await world.deliver(await world.approve(intent, payer));
  return world.stateOf(intent);
};

const asked = async (person: Person, change: object): Promise<RequestId> => {
  const request = `rq_${(count += 1)}` as RequestId;
  await world.request({ type: "change.asked.v1", request, holder: person.id, change });
  return request;
};

const common = ({ id }: Person) => ({
  v: 1 as const,
  stage: "test",
  holder: id,
  currency: "EUR",
  expires: instant(world.clock() + 5 * minuteMs),
  nonce: freshNonce(),
});
const effectiveAt = () => instant(world.clock() + 5 * minuteMs + rules.raiseDelayMs);
const raise = (person: Person, limits: LimitNumbers, effective = effectiveAt()): ControlTerms => ({
  ...common(person),
  purpose: "limit",
  limits,
  effective,
});
const unfreeze = (person: Person): ControlTerms => ({ ...common(person), purpose: "unfreeze" });

const send = (signed: SignedChange) => sendSigned(world, signed);

const limitsOf = async ({ id }: Person) => (await world.controls.get(id)).limits;

describe("what the level allows", () => {
  it("a new wallet opens with: the day, the month and what it holds", async () => {
    const [alice, bob] = [await member("alice", 15_000n), await member("bob", 0n)];
    expect(await pay(alice, bob, 5_000n)).toEqual({ state: "settled" });
    expect(await pay(alice, bob, 5_000n)).toEqual({ state: "settled" });
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
    world.wait(dayMs);
    expect(await pay(alice, bob, 5_000n)).toEqual({ state: "settled" });
    await world.fund(alice, 5_000n);
    world.wait(dayMs);
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "month_limit_exceeded" });
    const carol = await member("carol", 100n);
    expect(await pay(carol, bob, 1n)).toEqual({ state: "failed", reason: "ceiling_exceeded" });
  });

  it("a hundred payments at once never exceed by a cent", async () => {
    const [alice, bob] = [await member("alice", 14_000n), await member("bob", 0n)];
    const payments = await Promise.all(
      Array.from({ length: 100 }, async () => world.approve(await world.propose(alice, [[bob, 333n]]), alice)),
    );
    await Promise.all(payments.map((payment) => world.deliver(payment)));
    const fits = 10_000n / 333n;
    expect(await world.balance(bob)).toBe(fits * 333n);
    expect(await world.balance(alice)).toBe(14_000n - fits * 333n);
    expect(await pay(alice, bob, 10_000n - fits * 333n)).toEqual({ state: "settled" });
  });
});

describe("limits of one's own", () => {
  it("are lowered at once, once, and never by that raised", async () => {
    const [alice, bob] = [await member("alice", 10_000n), await member("bob", 0n)];
    await asked(alice, { kind: "lower", limits: { day: 500 } });
    await asked(alice, { kind: "lower", limits: { day: 9_999, month: 9_000 } });
    expect(await limitsOf(alice)).toEqual({ day: 500n, month: 9_000n });
    expect(await pay(alice, bob, 501n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
    expect(await pay(alice, bob, 500n)).toEqual({ state: "settled" });
  });

  it("are raised by signature, on the signed day, whoever says before that it has come", async () => {
    const [alice, bob] = [await member("alice", 10_000n), await member("bob", 0n)];
    await asked(alice, { kind: "lower", limits: { day: 500 } });
    const sent = await send(await signedBy(raise(alice, { day: 2_000 }), alice));
    expect(sent).toMatchObject({ state: "done" });
    await world.request({ type: "raises.due.v1", holders: [alice.id] });
    expect(await pay(alice, bob, 501n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
    world.wait(rules.raiseDelayMs + hourMs);
    await world.request({ type: "raises.due.v1", holders: [alice.id] });
    expect(await pay(alice, bob, 2_000n)).toEqual({ state: "settled" });
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
    const kept = await world.evidence.ofRequest(sent.id);
    expect(kept?.terms).toMatchObject({ purpose: "limit", holder: alice.id });
  });

  it("are not raised by what was cancelled, lowered since, or is sent again", async () => {
    const alice = await member("alice", 0n);
    await asked(alice, { kind: "lower", limits: { day: 500 } });
    const signed = await signedBy(raise(alice, { day: 2_000 }), alice);
    await send(signed);
    await asked(alice, { kind: "cancel" });
    await send(signed);
    expect((await world.controls.get(alice.id)).pending).toBeUndefined();
    await send(await signedBy(raise(alice, { day: 2_000 }), alice));
    expect((await world.controls.get(alice.id)).pending).toBeDefined();
    await asked(alice, { kind: "lower", limits: { day: 400 } });
    world.wait(3 * dayMs);
    await world.request({ type: "raises.due.v1", holders: [alice.id] });
    expect(await limitsOf(alice)).toEqual({ day: 400n });
  });

  it("are raised by nobody else, not above the level, not too early, and not by old terms", async () => {
    const [alice, mallory] = [await member("alice", 0n), await member("mallory", 0n)];
    await asked(alice, { kind: "lower", limits: { day: 500 } });
    const why = async (terms: ControlTerms, signer = alice) => (await send(await signedBy(terms, signer))).reason;
    expect(await why(raise(alice, { day: 2_000 }), mallory)).toBe("evidence_invalid");
    expect(await why(raise(alice, { day: 10_001 }))).toBe("limit_above_level");
    expect(await why(raise(alice, { day: 2_000 }, instant(world.clock() + hourMs)))).toBe("effective_too_early");
    expect(await why({ ...raise(alice, { day: 2_000 }), expires: instant(world.clock()) })).toBe("terms_expired");
    expect(await why({ ...raise(alice, { day: 2_000 }), stage: "prod" })).toBe("terms_mismatch");
    const signed = await signedBy(raise(alice, { day: 2_000 }), alice);
    const altered = { ...signed, terms: { ...signed.terms, limits: { day: 9_000 } } as ControlTerms };
    expect((await send(altered)).reason).toBe("evidence_invalid");
    expect(await world.controls.get(alice.id)).toMatchObject({ limits: { day: 500n }, pending: undefined });
  });
});

describe("what an owner has signed", () => {
  it("is done, whatever was forged over the same terms and came before it", async () => {
    const [alice, mallory] = [await member("alice", 0n), await member("mallory", 0n)];
    await asked(alice, { kind: "lower", limits: { day: 500 } });
    const signed = await signedBy(raise(alice, { day: 2_000 }), alice);
    const forged = await signedBy(signed.terms as ControlTerms, mallory);
    await world.request({ type: "change.signed.v1", ...forged });
    const id = await keepSigned(world, signed);
    await world.request({ type: "change.signed.v1", ...forged });
    expect(await world.requests.get(id)).toMatchObject({ state: "asked" });
    expect(await send(signed)).toMatchObject({ state: "done" });
    expect(await world.controls.get(alice.id)).toMatchObject({ pending: { limits: { day: 2_000n } } });
  });
});

describe("a wallet that its owner freezes", () => {
  it("pays nothing at once, and pays again by signature alone", async () => {
    const [alice, bob, mallory] = [
      await member("alice", 1_000n),
      await member("bob", 100n),
      await member("mallory", 0n),
    ];
    await asked(alice, { kind: "freeze", what: "debits" });
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "wallet_frozen" });
    expect(await pay(bob, alice, 1n)).toEqual({ state: "settled" });
    await asked(alice, { kind: "freeze", what: "all" });
    await asked(alice, { kind: "freeze", what: "debits" });
    expect(await pay(bob, alice, 1n)).toEqual({ state: "failed", reason: "wallet_frozen" });
    expect(await send(await signedBy(unfreeze(alice), mallory))).toMatchObject({ reason: "evidence_invalid" });
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "wallet_frozen" });
    const signed = await signedBy(unfreeze(alice), alice);
    expect(await send(signed)).toMatchObject({ state: "done" });
    expect(await pay(alice, bob, 1n)).toEqual({ state: "settled" });
    // What was signed for one freeze lifts no other.
    await asked(alice, { kind: "freeze", what: "debits" });
    await send(signed);
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "wallet_frozen" });
  });

  it("does not pay while it owes, whatever is signed", async () => {
    const [alice, bob] = [await member("alice", 1_000n), await member("bob", 0n)];
    const [debt, shop] = [await debtWalletIdOf(alice.id, EUR), await systemWallet("shop", EUR)];
    await world.ledger.open([{ id: debt, kind: "system", currency: EUR, owner: `debt:${alice.id}` }, shop]);
    const owed = { id: "tr_owed" as TransferId, version: 1, debit: debt, credit: shop.id, amount: 50n, currency: EUR };
    await world.ledger.post([{ transfers: [{ ...owed, code: "dispute", ref: "test" }] }]);
    await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { state: "frozen_debits" });
    await asked(alice, { kind: "lower", limits: { day: 900 } });
    await send(await signedBy(unfreeze(alice), alice));
    expect(await pay(alice, bob, 1n)).toEqual({ state: "failed", reason: "wallet_frozen" });
  });
});

it("changes that meet leave the wallet as the last of them says", async () => {
  const [alice, bob] = [await member("alice", 1_000n), await member("bob", 0n)];
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      asked(
        alice,
        index % 3 === 0 ? { kind: "freeze", what: "debits" } : { kind: "lower", limits: { day: 900 - index } },
      ),
    ),
  );
  expect(await world.controls.get(alice.id)).toMatchObject({ limits: { day: 889n }, frozen: "debits" });
  await send(await signedBy(unfreeze(alice), alice));
  expect(await pay(alice, bob, 890n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
  expect(await pay(alice, bob, 889n)).toEqual({ state: "settled" });
});

it("who is identified has the limits of the level, as soon as the ledger hears of it", async () => {
  const [alice, bob] = [await member("alice", 12_000n), await member("bob", 0n)];
  expect(await pay(alice, bob, 5_000n)).toEqual({ state: "settled" });
  expect(await world.holders.identify("hol_nobody" as Person["id"], { level: "basic" })).toBe("unknown");
  const told = { operator: "identify", holder: alice.id, level: "basic" } as const;
  expect(await identify(told, { holders: world.holders, log: silentLog })).toEqual({
    holder: alice.id,
    level: "basic",
  });
  await world.holders.identify(bob.id, { level: "basic", kind: "association" });
  await Promise.all(
    [alice, bob].map(({ id }) => world.request({ type: "wallet.requested.v1", holder: id, currency: "EUR" })),
  );
  await world.fund(alice, 60_000n);
  expect(await pay(alice, bob, 10_000n)).toEqual({ state: "settled" });
  expect(await pay(alice, bob, 35_001n)).toEqual({ state: "failed", reason: "day_limit_exceeded" });
  await expect(identify({ ...told, holder: "hol_nobody" }, { holders: world.holders, log: silentLog })).rejects.toThrow(
    "There is no holder",
  );
});

it("the sweep orders raises whose day has come, and tells again of changes that hang", async () => {
  const { client, tableName, requests, intents, clock, wait, controls } = world;
  const alice = await member("alice", 0n);
  const { pending } = applySigned(noControls, raise(alice, { day: 9_000 }), "rq_r" as RequestId);
  await controls.replace(alice.id, { current: noControls, next: { ...noControls, pending }, because: undefined });
  const hanging = { id: "rq_hangs" as RequestId, holder: alice.id, change: { kind: "cancel" } } as const;
  await requests.create({ ...hanging, state: "asked", askedAt: instant(clock()) });
  const sent: unknown[] = [];
  const sweeps = async () => {
    sent.length = 0;
    const raises = createDynamoDueRaises({ client, table: tableName("Controls") });
    const [holds, claims] = [{ due: async () => [] }, { due: async () => [] }];
    const ledgerQueue = { send: async (messages: readonly object[]) => void sent.push(...messages) };
    const cases = { listDue: async () => [], replace: async () => "conflict" as const };
    const idle = { holds, claims, cases, caseRules: caseRulesWith({}) };
    await sweep({ ...idle, intents, raises, requests, ledgerQueue, clock, log: silentLog });
    return sent.filter((message) => JSON.stringify(message).includes(alice.id));
  };
  wait(hourMs);
  expect(await requests.listDue(instant(clock()))).toContain("rq_hangs");
  expect(await sweeps()).toEqual([]);
  expect(await requests.listDue(instant(clock()))).not.toContain("rq_hangs");
  wait(rules.raiseDelayMs);
  const [{ body }] = (await sweeps()) as [{ body: { holders: string[] } }];
  expect(body).toMatchObject({ type: "raises.due.v1" });
  await world.request(body);
  expect(await limitsOf(alice)).toEqual({ day: 9_000n });
  expect(await sweeps()).toEqual([]);
  await requests.mark(hanging.id, { state: "done" });
  expect(await requests.listDue(instant(clock() + dayMs))).not.toContain("rq_hangs");
});
