import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDynamoFundingCheckStore } from "../../../adapters/dynamodb/dynamo-funding-check-store.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createSandboxBooks } from "../../../adapters/funding/sandbox/sandbox-books.ts";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { dayMs, hourMs, instant } from "../../../core/clock.ts";
import { fundingWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import type { PaymentDifference } from "../../../core/funding/payment-difference.ts";
import { personalWalletIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { reconcileFunding } from "../../../functions/clockwork/reconcile-funding.ts";
import { silentLog } from "../../support/log.ts";
import { keys, startFundingWorld } from "./funding-world.ts";

let world: Awaited<ReturnType<typeof startFundingWorld>>;
let alice: Awaited<ReturnType<typeof world.newCustomer>>;
let count = 0;

beforeAll(async () => {
  world = await startFundingWorld();
  alice = await world.newCustomer("alice");
});
afterAll(() => world.stop());

/** The noon after: what a test did before is a day's books that are over. */
const nextDay = () => world.wait(dayMs);
beforeEach(nextDay);

const today = () => instant(world.clock()).slice(0, 10);

/** What a run of the comparison measured. */
const compare = async (key = keys.restrictedKey) => {
  const measured: { differences: readonly PaymentDifference[]; suspended: bigint }[] = [];
  await reconcileFunding({
    provider: createSandboxBooks({ readSecret: async () => ({ restricted_key: key }), apiUrl: world.url }),
    transfers: createDynamoTransferReader({ client: world.client, table: world.tableName("Transfers") }),
    ledger: world.ledger,
    checks,
    measureFunding: (found) => void measured.push(found),
    clock: world.clock,
    log: silentLog,
  });
  return measured[0]!;
};
let checks: ReturnType<typeof createDynamoFundingCheckStore>;
beforeAll(() => {
  checks = createDynamoFundingCheckStore({ client: world.client, table: world.tableName("Closes") });
});

/** Alice's top-up of 20 euros, paid at the provider; its reference there. */
const paid = async (): Promise<string> => {
  const answer = await world.ask("alice", { amount: 2_000, currency: "EUR" }, `key-${(count += 1)}`);
  const topUp = answer.body as TopUpView;
  await world.onPage(topUp, { number: "4242424242424242" });
  return (topUp.next as { url: string }).url.split("/").at(-1)!;
};
const creditedToo = async (): Promise<string> => {
  const payment = await paid();
  await world.tell(payment);
  await world.deliver();
  return payment;
};

describe("the comparison with the provider's books", () => {
  it("finds nothing where both say the same, and looks at that day no more", async () => {
    const day = today();
    const [refunded, disputed, won] = [await creditedToo(), await creditedToo(), await creditedToo()];
    await world.script(refunded, { do: "refunded", amount: 500 });
    await world.script(disputed, { do: "disputed" });
    await world.script(won, { do: "dispute_won" });
    for (const payment of [refunded, disputed, won]) await world.tell(payment);
    await world.deliver();
    nextDay();
    expect(await compare()).toEqual({ differences: [], suspended: 0n });
    expect(await checks.get("sandbox", day)).toMatchObject({ day, payments: 3, differences: [] });
    await expect(compare("a key that is not needed")).resolves.toEqual({ differences: [], suspended: 0n });
  });

  it("reports what was paid and never came, until it has come", async () => {
    const day = today();
    const payment = await paid();
    nextDay();
    const difference = { payment, currency: "EUR", provider: 2_000n, ledger: 0n };
    expect((await compare()).differences).toEqual([difference]);
    expect((await checks.get("sandbox", day))?.differences).toEqual([difference]);
    await world.tell(payment);
    await world.deliver();
    expect((await compare()).differences).toEqual([]);
    expect((await checks.get("sandbox", day))?.differences).toEqual([]);
  });

  it("reports a refund that never came, of a payment of another day", async () => {
    const payment = await creditedToo();
    nextDay();
    await world.script(payment, { do: "refunded", amount: 700 });
    nextDay();
    const { differences } = await compare();
    expect(differences).toContainEqual({ payment, currency: "EUR", provider: 1_300n, ledger: 2_000n });
    await world.tell(payment);
    await world.deliver();
    expect((await compare()).differences).toEqual([]);
  });

  it("reports money that the provider knows nothing of", async () => {
    const made = { type: "provider_payment.verified.v1", provider: "sandbox", payment: "pay_made_up" };
    const money = { holder: alice.id, amount: 900, currency: "EUR", takeBacks: [] };
    await world.request({ ...made, ...money }, world.deps.fundingQueueArn);
    nextDay();
    const difference = { payment: "pay_made_up", currency: "EUR", provider: 0n, ledger: 900n };
    expect((await compare()).differences).toEqual([difference]);
    const takeBacks = [{ id: "re_by_hand", kind: "refund", amount: 900, state: "taken" }];
    await world.request({ ...made, ...money, takeBacks }, world.deps.fundingQueueArn);
  });

  it("waits an hour after midnight for what is under way", async () => {
    const payment = await paid();
    world.wait(12 * hourMs + hourMs / 2);
    expect((await compare()).differences).not.toContainEqual(expect.objectContaining({ payment }));
    world.wait(hourMs);
    expect((await compare()).differences).toContainEqual(expect.objectContaining({ payment }));
    await world.tell(payment);
    await world.deliver();
  });

  it("measures what no wallet took", async () => {
    await world.ledger.configure(await personalWalletIdOf(alice.id, EUR), { ceiling: 1n });
    await creditedToo();
    nextDay();
    expect(await compare()).toMatchObject({ suspended: 2_000n });
    expect((await world.ledger.balance(await fundingWalletIdOf("sandbox", EUR)))?.available).toBeLessThan(0n);
  });
});
