import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import type { ProviderPaymentVerified } from "../../../contracts/messages/provider-payment.ts";
import { debtWalletIdOf, fundingWalletIdOf } from "../../../core/funding/funding-transfers.ts";
import type { Holder } from "../../../core/holder/holder.ts";
import { type HolderId, personalWalletIdOf, type TransferId } from "../../../core/ids.ts";
import type { Ledger } from "../../../core/ledger/ledger.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { createWalletOpener } from "../../../functions/ledger/open-wallets.ts";
import { settleProviderPayment } from "../../../functions/ledger/settle-provider-payment.ts";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { silentLog } from "../../support/log.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";

let engine: EngineUnderTest;
let ledger: Ledger;
let count = 0;

beforeAll(async () => {
  engine = await engines.find(({ name }) => name === "the simulation")!.start();
  const { client, tableName, clock, pace } = engine;
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  ledger = createDynamoLedger({ client, tables, clock, pace });
}, 60_000);

type TakeBack = ProviderPaymentVerified["takeBacks"][number];

/** What happens to a payment of 100 at its provider, step by step. */
const step = fc.oneof(
  fc.record({ what: fc.constant("refund" as const), amount: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ what: fc.constant("dispute" as const), amount: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ what: fc.constant("return" as const), index: fc.nat(2) }),
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const taken = (takeBacks: readonly TakeBack[]): number =>
  takeBacks.reduce((sum, { amount, state }) => sum + (state === "taken" ? amount : 0), 0);

/** All that the provider ever says. */
const historyOf = (steps: readonly Step[]) => {
  const snapshots: TakeBack[][] = [[]];
  let total = 0;
  for (const one of steps) {
    const now = snapshots.at(-1)!;
    // The kernel sends back no more than had come, over all reversals: what returned is not taken a second time here.
    if (one.what === "refund" || one.what === "dispute") {
      if (total + one.amount > 100) continue;
      total += one.amount;
      snapshots.push([
        ...now,
        { id: `${one.what}_${count}_${now.length}`, kind: one.what, amount: one.amount, state: "taken" },
      ]);
    } else {
      snapshots.push(now.map((each, index) => (index === one.index ? { ...each, state: "returned" } : each)));
    }
  }
  return snapshots;
};

const available = async (wallet: Parameters<Ledger["balance"]>[0]): Promise<bigint> =>
  (await ledger.balance(wallet))?.available ?? 0n;

it("ends in what the provider says, whatever comes twice, late or in another order, and whatever was spent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 8 }),
      fc.array(fc.record({ die: fc.nat(1_000), amount: fc.nat(70) }), { minLength: 6, maxLength: 10 }),
      async (steps, told) => {
        count += 1;
        const holder = `hol_${count}` as HolderId;
        const provider = `p${String.fromCharCode(97 + (count % 26))}${"x".repeat(count / 26 > 12 ? 12 : Math.floor(count / 26))}`;
        const snapshots = historyOf(steps);
        const order = (takeBacks: TakeBack[]): ProviderPaymentVerified => ({
          ...{ type: "provider_payment.verified.v1", provider, payment: `pay_${count}`, holder },
          ...{ amount: 100, currency: "EUR", takeBacks },
        });
        const deps = {
          ...{ ledger, openWallets: createWalletOpener({ ledger, settingsOf: async () => undefined }), log: silentLog },
          holders: { byId: async () => ({ id: holder }) as Holder, byLink: async () => undefined },
        };
        const [wallet, shop] = [await personalWallet(holder, EUR), await systemWallet("shop", EUR)];
        await ledger.open([wallet, shop]);
        let spent = 0n;
        // Any of them, any number of times, in any order; the newest comes at last.
        for (const [index, { die, amount: cents }] of [...told, { die: -1, amount: 0 }].entries()) {
          await settleProviderPayment(order(snapshots.at(die % snapshots.length)!), deps);
          const amount = BigInt(cents);
          if (amount === 0n) continue;
          const id = `tr_${count}_${index}` as TransferId;
          const payment = { id, version: 1, debit: wallet.id, credit: shop.id, amount, currency: EUR, ref: "shop" };
          const [outcome] = await ledger.post([{ transfers: [{ ...payment, code: "payment" }] }]);
          if (outcome?.status === "posted") spent += amount;
        }
        const held = 100n - BigInt(taken(snapshots.at(-1)!));
        expect(-(await available(await fundingWalletIdOf(provider, EUR)))).toBe(held);
        const owed = -(await available(await debtWalletIdOf(holder, EUR)));
        const left = await available(await personalWalletIdOf(holder, EUR));
        expect(left >= 0n && owed >= 0n).toBe(true);
        expect(left - owed).toBe(held - spent);
      },
    ),
    { numRuns: 150 },
  );
  const { client, tableName } = engine;
  const books = { client, wallets: tableName("Wallets"), transfers: tableName("Transfers") };
  expect(await faultsOfBooks(books)).toEqual([]);
}, 60_000);
