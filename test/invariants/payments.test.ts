import { afterAll, beforeAll, expect, it } from "vitest";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import { dayMs, instant } from "../../core/clock.ts";
import { transferIdOf } from "../../core/ids.ts";
import { isTerminal } from "../../core/intent/intent-state.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { ApiDeps } from "../../functions/api/api-deps.ts";
import { approve, decline } from "../../functions/api/decisions.ts";
import { showIntent } from "../../functions/api/intents.ts";
import { type Person, startWorld, type World } from "../integration/consent/consent-world.ts";

let world: World;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  world = await startWorld();
  alice = await world.newPerson("alice", 10_000n);
  bob = await world.newPerson("bob", 1n);
});
afterAll(() => world.stop());

const toBob = (cents = 100n): Promise<Intent> => world.propose(alice, [[bob, cents]]);

/** What has left alice's wallet by the work. */
const paidBy = async (work: () => Promise<unknown>): Promise<bigint> => {
  const before = (await world.balance(alice)) ?? 0n;
  await work();
  return before - ((await world.balance(alice)) ?? 0n);
};

const asked = (who: Person, intent: Intent, body: unknown = undefined) =>
  ({ caller: { holder: who.id }, params: { id: intent.id }, query: {}, body }) as never;
const contacts = { notePayment: async () => undefined, list: async () => [] };
const api = (): ApiDeps => ({ ...world.deps, contacts }) as unknown as ApiDeps;

it("5: a line of an intent settles at most once, whatever the versions", async () => {
  const intent = await toBob();
  const first = await world.approve(intent, alice);
  expect(await paidBy(() => world.deliver(first))).toBe(100n);
  const later = { ...world.termsFor(intent, alice), version: 2 };
  const second = await world.sign(later, alice);
  await world.carry({ ...intent, version: 2 }, second);
  expect(await paidBy(() => world.deliver(second))).toBe(0n);
  expect(await paidBy(() => world.deliver(first))).toBe(0n);
});

it("6: nothing settles without valid evidence over exactly its amount, payee and version, in time", async () => {
  const mallory = await world.newPerson("mallory", 1n);
  const changed: readonly ((payment: SignedPayment) => SignedPayment)[] = [
    ({ terms, evidence }) => ({
      terms: { ...terms, lines: terms.lines.map((line) => ({ ...line, amount: 101 })) },
      evidence,
    }),
    ({ terms, evidence }) => ({ terms: { ...terms, version: 2 }, evidence }),
    ({ terms, evidence }) => ({
      terms: {
        ...terms,
        lines: terms.lines.map((line) => ({ ...line, user_id: mallory.userId, handle: "mallory", name: mallory.name })),
      },
      evidence,
    }),
    ({ terms, evidence }) => ({ terms: { ...terms, expires: instant(world.clock() + 9 * dayMs) }, evidence }),
  ];
  for (const change of changed) {
    const intent = await toBob();
    const forged = change(await world.sign(world.termsFor(intent, alice), alice));
    await world.carry(intent, forged);
    expect(await paidBy(() => world.deliver(forged))).toBe(0n);
  }
  const honest = await world.approve(await toBob(), alice);
  expect(await paidBy(() => world.deliver(honest))).toBe(100n);
});

it("7: of approve and decline that race exactly one wins, and what has ended stays as it is", async () => {
  for (let round = 1; round <= 5; round += 1) {
    const intent = await toBob();
    const consent = await world.sign(world.termsFor(intent, alice), alice);
    const answers = await Promise.all([
      approve(asked(alice, intent, consent), api()),
      decline(asked(alice, intent, { version: 1 }), api()),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  }
  const intent = await toBob();
  await decline(asked(alice, intent, { version: 1 }), api());
  const consent = await world.sign(world.termsFor(intent, alice), alice);
  expect((await approve(asked(alice, intent, consent), api())).status).toBe(409);
  const { state } = (await world.intents.get(intent.id))!;
  expect([state, isTerminal(state)]).toEqual(["declined", true]);
});

it("10: only the payer decides, and only the parties read", async () => {
  const carol = await world.newPerson("carol", 1n);
  const intent = await toBob();
  for (const other of [bob, carol]) {
    const consent = await world.sign({ ...world.termsFor(intent, alice), payer: other.id }, other);
    expect((await approve(asked(other, intent, consent), api())).status).toBe(404);
    expect((await decline(asked(other, intent, { version: 1 }), api())).status).toBe(404);
    expect((await showIntent(asked(other, intent), api())).status).toBe(404);
  }
  expect((await world.intents.get(intent.id))?.state).toBe("pending_approval");
  const consent = await world.approve(intent, alice);
  await world.deliver(consent);
  expect((await showIntent(asked(bob, intent), api())).status).toBe(200);
  expect((await showIntent(asked(carol, intent), api())).status).toBe(404);
});

it("11: what nobody claims returns once, whoever asks for it how often, and not before its date", async () => {
  const dave = await world.stranger("dave");
  const paid = await paidBy(async () => {
    const intent = await world.propose(alice, [[dave, 100n]]);
    await world.deliver(await world.approve(intent, alice));
    const escrowed = await transferIdOf({ payer: alice.id, intent: intent.id, line: 0 });
    const due = () =>
      world.request({ type: "claims.due.v1", claims: [{ channel: "x", user_id: dave.userId, escrowed }] });
    expect(await paidBy(due)).toBe(0n);
    world.wait(15 * dayMs);
    expect(await paidBy(() => Promise.all([due(), due()]))).toBe(-100n);
    await world.join(dave);
    await world.request({ type: "account.linked.v1", channel: "x", user_id: dave.userId });
    await due();
    expect((await world.intents.get(intent.id))?.state).toBe("returned");
  });
  expect([paid, await world.balance(dave)]).toEqual([0n, undefined]);
});
