import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { caseRulesWith } from "../../../core/case/case-steps.ts";
import { dayMs, instant } from "../../../core/clock.ts";
import type { SignedPayment } from "../../../core/consent/judge-payment.ts";
import { escrowWalletIdOf, type HolderId, type IntentId, transferIdOf } from "../../../core/ids.ts";
import { takeBackIntent } from "../../../core/intent/decide-intent.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { admit } from "../../../core/ledger/admission.ts";
import { sweep } from "../../../functions/clockwork/sweep.ts";
import { reminderOf } from "../../../functions/relay/relay-changes.ts";
import { silentLog } from "../../support/log.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld, type World } from "./consent-world.ts";

let world: World;
let alice: Person;
let dave: Person;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  alice = await world.newPerson("alice", 10_000n);
  dave = await world.stranger("dave");
});
afterAll(async () => {
  const { client, tableName } = world;
  const books = { client, wallets: tableName("Wallets"), transfers: tableName("Transfers") };
  expect(await faultsOfBooks(books)).toEqual([]);
  await world.stop();
});

/** A payment of alice, approved and brought to the ledger. */
const pay = async (...lines: readonly (readonly [Person, bigint])[]): Promise<Intent> => {
  const intent = await world.propose(alice, lines);
  await world.deliver(await world.approve(intent, alice));
  return intent;
};

const escrowed = (intent: Intent, line = 0) => transferIdOf({ payer: alice.id, intent: intent.id, line });
const joined = ({ userId }: Person) => world.request({ type: "account.linked.v1", channel: "x", user_id: userId });
const takenBack = ({ id }: Intent, lines = [0]) =>
  world.request({ type: "claims.taken_back.v1", payer: alice.id, intent: id, lines });
const due = async (intent: Intent, line = 0) =>
  world.request({
    type: "claims.due.v1",
    claims: [{ channel: "x", user_id: dave.userId, escrowed: await escrowed(intent, line) }],
  });
const left = async (): Promise<readonly (bigint | undefined)[]> => [
  await world.balance(alice),
  await world.balance(dave),
];
const stateOf = async ({ id }: Intent) => {
  const intent = await world.intents.get(id);
  return [intent?.state, intent?.claims];
};

it("holds what is paid to somebody without a wallet, until he has joined", async () => {
  const intent = await pay([dave, 300n]);
  expect(await stateOf(intent)).toEqual(["held_for_claim", { 0: "held" }]);
  expect(await left()).toEqual([9_700n, undefined]);
  expect(await world.ledger.balance(await escrowWalletIdOf(await escrowed(intent)))).toMatchObject({ available: 300n });
  await joined(dave);
  expect(await left()).toEqual([9_700n, undefined]);
  await world.join(dave);
  await joined(dave);
  await joined(dave);
  expect(await left()).toEqual([9_700n, 300n]);
  expect(await stateOf(intent)).toEqual(["claimed", { 0: "claimed" }]);
  expect(await world.claims.of({ channel: "x", userId: dave.userId })).toEqual([]);
});

it("returns it after the signed date, not a moment before, and once", async () => {
  const intent = await pay([dave, 300n]);
  world.wait(15 * dayMs - 1);
  await due(intent);
  expect(await left()).toEqual([9_700n, undefined]);
  world.wait(1);
  await Promise.all([due(intent), due(intent)]);
  await world.join(dave);
  await joined(dave);
  expect(await left()).toEqual([10_000n, undefined]);
  expect(await stateOf(intent)).toEqual(["returned", { 0: "returned" }]);
});

it("gives it to who has proved the account in time, though the message comes late", async () => {
  const intent = await pay([dave, 300n]);
  world.wait(14 * dayMs);
  await world.join(dave);
  world.wait(2 * dayMs);
  await due(intent);
  expect(await left()).toEqual([9_700n, 300n]);
});

it("gives it back where the payer asks before it is claimed, and to him alone", async () => {
  const intent = await pay([dave, 300n]);
  const mallory = await world.newPerson("mallory", 1n);
  await world.request({ type: "claims.taken_back.v1", payer: mallory.id, intent: intent.id, lines: [0] });
  expect(await left()).toEqual([9_700n, undefined]);
  await takenBack(intent, [0, 1]);
  await takenBack(intent);
  expect(await left()).toEqual([10_000n, undefined]);
  expect(await stateOf(intent)).toEqual(["returned", { 0: "returned" }]);
});

it("gives it to nobody else: another account of that handle, or that account under another handle", async () => {
  const intent = await pay([dave, 300n]);
  const other = { ...(await world.stranger("dave")), handle: dave.handle };
  await world.join(other);
  await joined(other);
  await world.join(dave, "mallory");
  await joined(dave);
  expect(await stateOf(intent)).toEqual(["held_for_claim", { 0: "held" }]);
  expect(await world.balance(other)).toBeUndefined();
  expect(await left()).toEqual([9_700n, undefined]);
});

it("pays at once who has joined between the reading and the approval", async () => {
  const intent = await world.propose(alice, [[dave, 300n]]);
  await world.join(dave);
  const consent = await world.approve(intent, alice);
  await world.deliver(consent);
  expect(await stateOf(intent)).toEqual(["claimed", { 0: "claimed" }]);
  await world.deliver(consent);
  expect(await left()).toEqual([9_700n, 300n]);
});

it("is held until the last of its lines has ended, each by itself", async () => {
  const [bob, erin] = [await world.newPerson("bob", 1n), await world.stranger("erin")];
  const intent = await pay([bob, 100n], [dave, 300n], [erin, 500n]);
  expect(await stateOf(intent)).toEqual(["held_for_claim", { 1: "held", 2: "held" }]);
  expect(await world.balance(bob)).toBe(101n);
  await world.join(dave);
  await joined(dave);
  expect(await stateOf(intent)).toEqual(["held_for_claim", { 1: "claimed", 2: "held" }]);
  await takenBack(intent, [1, 2]);
  expect(await stateOf(intent)).toEqual(["returned", { 1: "claimed", 2: "returned" }]);
  expect(await left()).toEqual([9_600n, 300n]);
});

it("says what became of it though its first delivery broke off at any moment", async () => {
  const intent = await world.propose(alice, [[dave, 300n]]);
  const consent = await world.approve(intent, alice);
  const { markClaims, mark } = world.intents;
  const breaking = async (name: "mark" | "markClaims", work: () => Promise<unknown>) => {
    world.intents[name] = async () => Promise.reject(new Error("The instance is gone."));
    await expect(work()).rejects.toThrow();
    Object.assign(world.intents, { mark, markClaims });
  };
  await breaking("mark", () => world.deliver(consent));
  await world.join(dave);
  await joined(dave);
  expect(await left()).toEqual([9_700n, 300n]);
  world.wait(2 * dayMs);
  await breaking("markClaims", () => world.deliver(consent));
  await world.deliver(consent);
  expect(await stateOf(intent)).toEqual(["claimed", { 0: "claimed" }]);
  expect(await left()).toEqual([9_700n, 300n]);
});

it("waits while no wallet takes it, and is not lost", async () => {
  const intent = await pay([dave, 300n]);
  const { controls: _none, ledger } = world;
  const { personalWalletIdOf } = await import("../../../core/ids.ts");
  const wallet = await personalWalletIdOf(alice.id, "EUR");
  await ledger.configure(wallet, { state: "frozen" });
  world.wait(16 * dayMs);
  await due(intent);
  expect(await stateOf(intent)).toEqual(["held_for_claim", { 0: "held" }]);
  await ledger.configure(wallet, { state: "open" });
  await due(intent);
  expect(await left()).toEqual([10_000n, undefined]);
});

it("admits no escrow on what somebody says, and none of an address at Piaf", async () => {
  const forged = async (change: (payment: SignedPayment) => SignedPayment) => {
    const intent = await world.propose(alice, [[dave, 300n]]);
    const consent = change(await world.sign(world.termsFor(intent, alice), alice));
    await world.carry(intent, consent);
    await world.deliver(consent);
    return (await world.intents.get(intent.id as IntentId))?.reason;
  };
  const until = instant(world.clock() + 900 * dayMs);
  expect(
    await forged(({ terms, evidence }) => ({
      terms: { ...terms, lines: terms.lines.map((line) => ({ ...line, claim_until: until })) },
      evidence,
    })),
  ).toBe("evidence_invalid");
  const intent = await world.propose(alice, [[dave, 300n]]);
  const toPiaf = world.termsFor(intent, alice);
  const consent = await world.sign(
    { ...toPiaf, lines: toPiaf.lines.map((line) => ({ ...line, channel: "piaf" })) },
    alice,
  );
  await world.carry(intent, consent);
  await world.deliver(consent);
  expect((await world.intents.get(intent.id))?.reason).toBe("terms_mismatch");
  expect(await left()).toEqual([10_000n, undefined]);
  const back = { id: "tr_back", version: 1, debit: "wal_a", credit: "wal_b", amount: 1n, currency: "EUR", ref: "pi_x" };
  const transfer = { ...back, code: "claim_return" } as never;
  expect(() => admit([{ transfers: [transfer] }], "owner_signature")).toThrow("not posted");
});

it("is taken back by a request that only its payer makes, and only while it waits", async () => {
  const intent = (await world.intents.get((await pay([dave, 300n])).id))!;
  const by = { payer: alice.id as HolderId, stage: "test", now: world.clock() };
  const asked = takeBackIntent(intent, by);
  expect(asked).toMatchObject({ ok: true, value: { takeBackAskedAt: instant(by.now) } });
  if (!asked.ok) return;
  expect(takeBackIntent(asked.value, by)).toEqual(asked);
  expect(takeBackIntent({ ...intent, state: "claimed" }, by)).toMatchObject({ ok: false });
});

it("reminds the payer after one, seven and thirteen days, once each, however often the clock rings", async () => {
  const intent = await pay([dave, 300n]);
  const none = async () => [];
  const idle = { holds: { due: none }, claims: { due: none }, raises: { due: none } };
  const requests = { listDue: none, touch: async () => undefined };
  const cases = { listDue: none, replace: async () => "conflict" as const };
  const ledgerQueue = { send: async () => undefined };
  const { intents, clock } = world;
  const held = (await intents.get(intent.id))!;
  // As `api` notes it with the approval.
  await intents.replace(held, { ...held, signedAt: held.updatedAt });
  const told: unknown[] = [];
  /** What the stream of the intents makes of each sweep. */
  const sweepTwice = async (): Promise<void> => {
    for (let times = 0; times < 2; times += 1) {
      const before = await intents.get(intent.id);
      await sweep({
        ...idle,
        requests,
        cases,
        caseRules: caseRulesWith({}),
        ledgerQueue,
        intents,
        clock,
        log: silentLog,
      });
      const after = await intents.get(intent.id);
      if (before !== undefined && after !== undefined) told.push(reminderOf({ before, after, touched: false })?.type);
    }
  };
  for (const days of [0.5, 0.6, 5.5, 0.6, 5.5, 0.6, 0.5]) {
    world.wait(days * dayMs);
    await sweepTwice();
  }
  const [yes, no] = ["claim.reminder.v1", undefined];
  expect(told).toEqual([no, no, yes, no, no, no, yes, no, no, no, yes, no, no, no]);
  expect(await intents.get(intent.id)).toMatchObject({ state: "held_for_claim", reminders: 3 });
});
