import type { TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SignedPayment } from "../../../core/consent/judge-payment.ts";
import { personalWalletIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { balanceAt } from "../../../core/ledger/balance-at.ts";
import { EUR } from "../../../core/money/currency.ts";
import { packPayments } from "../../../functions/relay/pack-payments.ts";
import { type Person, startWorld, type World } from "./consent-world.ts";

let world: World;
let shop: Person;
beforeAll(async () => {
  world = await startWorld();
  shop = await world.newPerson("shop");
});
afterAll(() => world.stop());

type Approved = { readonly payer: Person; readonly intent: Intent; readonly consent: SignedPayment };

const approvedBy = async (payer: Person, amount: bigint): Promise<Approved> => {
  const intent = await world.propose(payer, [[shop, amount]]);
  return { payer, intent, consent: await world.approve(intent, payer) };
};

const approvals = (count: number, cents: bigint): Promise<readonly Approved[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => approvedBy(await world.newPerson(`payer${index}`, cents), 100n)),
  );

/** As the relay sends what its stream has brought. */
const deliver = async (approved: readonly Approved[]): Promise<number> => {
  const orders = packPayments(
    approved.map(({ consent: { terms, evidence } }) => ({ terms: { ...terms, lines: [...terms.lines] }, evidence })),
  );
  for (const order of orders) await world.request(order);
  return orders.length;
};

/** How many items each transaction writes that is committed while `work` is done. */
const transactionsOf = async (work: () => Promise<unknown>): Promise<readonly number[]> => {
  const sizes: number[] = [];
  world.client.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      const { TransactItems } = call.input as Partial<TransactWriteItemsCommandInput>;
      if (TransactItems?.some((item) => item.Put !== undefined)) sizes.push(TransactItems.length);
      return answer;
    },
    { step: "initialize", name: "transactions" },
  );
  await work();
  world.client.middlewareStack.remove("transactions");
  return sizes;
};

/** The commands that are sent while `work` is done, by their names. */
const commandsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const names: string[] = [];
  world.client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        names.push(String(commandName));
        return next(call);
      },
    { step: "initialize", name: "commands" },
  );
  await work();
  world.client.middlewareStack.remove("commands");
  return names;
};

const statesOf = async (approved: readonly Approved[]): Promise<ReadonlySet<string>> =>
  new Set(await Promise.all(approved.map(async ({ intent }) => JSON.stringify(await world.stateOf(intent)))));

const settled = JSON.stringify({ state: "settled" });

it("49 payments to one payee are one message and one transaction, each verified and settled (invariants 6, 9)", async () => {
  const approved = await approvals(49, 100n);
  const sizes = await transactionsOf(async () => expect(await deliver(approved)).toBe(1));
  // A record and a wallet for each payer, the payee's wallet, and one page for its 49 entries.
  expect(sizes).toEqual([100]);
  expect(await statesOf(approved)).toEqual(new Set([settled]));
  expect(await world.balance(shop)).toBe(4_900n);
  expect(await transactionsOf(() => deliver(approved))).toEqual([]);
  const wallet = await personalWalletIdOf(shop.id, EUR);
  expect(await balanceAt(world.ledger, wallet)).toEqual({ total: 4_900n, entries: 49 });
});

it("those that are poor, forged or late are refused by name, and the others go through together", async () => {
  const before = (await world.balance(shop)) ?? 0n;
  const [good, poor] = [await approvals(10, 100n), await approvals(2, 99n)];
  const [victim, thief] = [await world.newPerson("victim", 500n), await world.newPerson("thief")];
  const stolen = await world.propose(victim, [[shop, 100n]]);
  const forged = { payer: victim, intent: stolen, consent: await world.sign(world.termsFor(stolen, victim), thief) };
  await world.carry(stolen, forged.consent);
  const twice = await approvedBy(good[0]!.payer, 1n);
  const sizes = await transactionsOf(() => deliver([...poor, ...good.slice(0, 5), forged, twice, ...good.slice(5)]));
  // One for the ten; the refusals are one item each.
  expect(sizes).toEqual([10 + 10 + 1 + 1, 1, 1, 1, 1]);
  expect(await statesOf(good)).toEqual(new Set([settled]));
  const short = JSON.stringify({ state: "failed", reason: "insufficient_funds" });
  expect(await statesOf([...poor, twice])).toEqual(new Set([short]));
  expect(await world.stateOf(stolen)).toEqual({ state: "failed", reason: "evidence_invalid" });
  expect(await world.balance(shop)).toBe(before + 1_000n);
  expect(await world.balance(victim)).toBe(500n);
});

it("a message that comes again costs one look at each payment that is done, and mends what is not", async () => {
  const approved = await approvals(3, 100n);
  await deliver(approved);
  expect(await commandsOf(() => deliver(approved))).toEqual(Array(3).fill("GetItemCommand"));
  const late = await approvals(1, 100n);
  const sizes = await transactionsOf(() => deliver([...approved, ...late]));
  expect(sizes).toEqual([1 + 1 + 1]);
  expect(await statesOf([...approved, ...late])).toEqual(new Set([settled]));
});

it("two payments of one payer in a message are one update of his wallet", async () => {
  const payer = await world.newPerson("payer", 300n);
  const both = [await approvedBy(payer, 120n), await approvedBy(payer, 180n)];
  expect(await transactionsOf(() => deliver(both))).toEqual([2 + 1 + 1]);
  expect(await world.balance(payer)).toBe(0n);
});

it("messages that overlap, delivered at once, settle each payment once (invariant 4)", async () => {
  const before = (await world.balance(shop)) ?? 0n;
  const approved = await approvals(12, 100n);
  await Promise.all([deliver(approved.slice(0, 8)), deliver(approved.slice(4)), deliver(approved)]);
  expect(await statesOf(approved)).toEqual(new Set([settled]));
  expect(await world.balance(shop)).toBe(before + 1_200n);
});
