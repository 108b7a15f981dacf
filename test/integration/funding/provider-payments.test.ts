import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProviderPaymentVerified } from "../../../contracts/messages/provider-payment.ts";
import { debtWalletIdOf, fundingWalletIdOf, suspenseWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import { personalWalletIdOf, type WalletId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld, type World } from "../consent/consent-world.ts";

let world: World;
let alice: Person;
let bob: Person;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

beforeEach(async () => {
  [alice, bob] = [await world.newPerson("alice", 0n), await world.newPerson("bob", 0n)];
  count += 1;
});
afterEach(async () => {
  const { client, tableName } = world;
  const faults = await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") });
  expect(faults).toEqual([]);
});

type Order = ProviderPaymentVerified;
type TakeBack = Order["takeBacks"][number];

/** The payment of a test as the provider says it. */
const paid = (amount: number, ...takeBacks: readonly TakeBack[]): Order => ({
  ...{ type: "provider_payment.verified.v1", provider: `test${"abcdefghijklmnopqrstuvwxyz"[count]}` },
  ...{ payment: `pay_${count}`, holder: alice.id, amount, currency: "EUR", takeBacks: [...takeBacks] },
});
const refund = (amount: number, state: TakeBack["state"] = "taken", id = `re_${count}`): TakeBack => ({
  ...{ id, kind: "refund", amount, state },
});
const dispute = (amount: number, state: TakeBack["state"] = "taken", id = `dp_${count}`): TakeBack => ({
  ...{ id, kind: "dispute", amount, state },
});

const deliver = async (...orders: readonly Order[]): Promise<void> => {
  for (const order of orders) await world.request(order, world.deps.fundingQueueArn);
};

const has = async (wallet: WalletId): Promise<bigint | undefined> => (await world.ledger.balance(wallet))?.available;
const owes = async (person: Person) => -((await has(await debtWalletIdOf(person.id, EUR))) ?? 0n);
/** What the provider holds for us, by the ledger. */
const held = async () => -((await has(await fundingWalletIdOf(paid(1).provider, EUR))) ?? 0n);

/** Alice pays it to bob, as her key signs it. */
const spend = async (cents: bigint) => {
  const intent = await world.propose(alice, [[bob, cents]]);
  await world.deliver(await world.approve(intent, alice));
  return world.stateOf(intent);
};

describe("money that came in", () => {
  it("is in the wallet, once, however often it is told of", async () => {
    await deliver(paid(5_000), paid(5_000));
    await Promise.all([deliver(paid(5_000)), deliver(paid(5_000))]);
    expect([await world.balance(alice), await held()]).toEqual([5_000n, 5_000n]);
  });

  it("is taken from no other queue, and nothing else from its own", async () => {
    await expect(world.request(paid(5_000))).rejects.toThrow(/No provider_payment.verified.v1 is taken from .*:ledger/);
    const other = { type: "wallet.requested.v1", holder: alice.id, currency: "EUR" };
    await expect(world.request(other, world.deps.fundingQueueArn)).rejects.toThrow(/is taken from .*:funding/);
    expect([await world.balance(alice), await held()]).toEqual([0n, 0n]);
  });

  it("waits in suspense where the wallet does not take it, and goes back from there", async () => {
    const suspended = await suspenseWalletIdOf(EUR);
    const before = (await has(suspended)) ?? 0n;
    await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { ceiling: 1_000n });
    await deliver(paid(5_000), paid(5_000));
    expect([await world.balance(alice), await has(suspended), await held()]).toEqual([0n, before + 5_000n, 5_000n]);
    await deliver(paid(5_000, refund(5_000)));
    expect([await has(suspended), await held()]).toEqual([before, 0n]);
  });
});

describe("money that is taken back", () => {
  it.each(["in order", "backwards", "at once"])("comes out of the wallet: %s", async (how) => {
    const told = [paid(5_000), paid(5_000, refund(2_000)), paid(5_000, refund(2_000), dispute(3_000))];
    if (how === "at once") await Promise.all([...told, ...told].map((order) => deliver(order)));
    else await deliver(...(how === "backwards" ? told.toReversed() : told));
    expect([await world.balance(alice), await owes(alice), await held()]).toEqual([0n, 0n, 0n]);
    expect(await spend(1n)).toMatchObject({ reason: "insufficient_funds" });
  });

  it("is no spending: a limit of the day does not hold it up", async () => {
    const limits = { timeZone: "Europe/Paris", day: 100n };
    await deliver(paid(5_000));
    await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { limits });
    await deliver(paid(5_000, refund(5_000)));
    expect([await world.balance(alice), await owes(alice)]).toEqual([0n, 0n]);
  });

  it("is owed where it is spent: the wallet gives what it has, and spends no more", async () => {
    await deliver(paid(5_000));
    expect((await spend(3_000n)).state).toBe("settled");
    const disputed = paid(5_000, dispute(5_000));
    await Promise.all([deliver(disputed), deliver(disputed)]);
    await deliver(disputed, paid(5_000));
    expect([await world.balance(alice), await owes(alice), await held()]).toEqual([0n, 3_000n, 0n]);
    await world.fund(alice, 1_000n);
    expect(await spend(500n)).toMatchObject({ state: "failed", reason: "wallet_frozen" });
    expect(await world.balance(bob)).toBe(3_000n);
  });

  it("comes back whole when the dispute is won", async () => {
    await deliver(paid(5_000));
    await spend(3_000n);
    const won = paid(5_000, dispute(5_000, "returned"));
    await deliver(paid(5_000, dispute(5_000)), won, won);
    expect([await world.balance(alice), await owes(alice), await held()]).toEqual([2_000n, 0n, 5_000n]);
  });

  it("comes back to a wallet that could pay it", async () => {
    const won = paid(5_000, dispute(5_000, "returned"));
    await deliver(paid(5_000, dispute(5_000)), won, won);
    expect([await world.balance(alice), await owes(alice), await held()]).toEqual([5_000n, 0n, 5_000n]);
  });

  it("is not taken by what is told of it after it has returned", async () => {
    await deliver(paid(5_000), paid(5_000, refund(5_000, "returned")), paid(5_000, refund(5_000)));
    expect([await world.balance(alice), await owes(alice), await held()]).toEqual([5_000n, 0n, 5_000n]);
  });

  it("is never more than came in", async () => {
    await deliver(paid(5_000));
    await expect(deliver(paid(5_000, refund(3_000), dispute(3_000)))).rejects.toThrow(/More was taken back/);
    expect([await world.balance(alice), await held()]).toEqual([5_000n, 5_000n]);
  });

  it("is collected when it is told of again, once the wallet has the money and was thawed", async () => {
    await deliver(paid(5_000));
    await spend(5_000n);
    const disputed = paid(5_000, dispute(5_000));
    await deliver(disputed);
    await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { state: "open" });
    await world.fund(alice, 6_000n);
    await deliver(disputed, disputed);
    expect([await world.balance(alice), await owes(alice)]).toEqual([1_000n, 0n]);
    expect((await spend(1_000n)).state).toBe("settled");
  });
});
