import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createDynamoHoldBook } from "../../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { createDynamoPayoutStore } from "../../../adapters/dynamodb/dynamo-payout-store.ts";
import { ledgerOrder } from "../../../contracts/messages/ledger-order.ts";
import { bankSuspenseIdOf, bankWalletIdOf, bankWalletNames, payoutHold } from "../../../core/bank/bank-transfers.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import type { PayoutTerms } from "../../../core/consent/terms.ts";
import type { Holder } from "../../../core/holder/holder.ts";
import { type HolderId, type PayoutId, personalWalletIdOf, type TransferId, type WalletId } from "../../../core/ids.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { createWalletOpener } from "../../../functions/ledger/open-wallets.ts";
import { type BankLedger, rejectPayout, settleBankEntry } from "../../../functions/ledger/settle-bank.ts";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { silentLog } from "../../support/log.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";

let engine: EngineUnderTest;
let deps: BankLedger & { readonly ledger: ReturnType<typeof createDynamoLedger> };
let count = 0;

beforeAll(async () => {
  engine = await engines.find(({ name }) => name === "the simulation")!.start();
  const { client, tableName, clock, pace } = engine;
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  const ledger = createDynamoLedger({ client, tables, clock, pace });
  deps = {
    ledger,
    ...{ openWallets: createWalletOpener({ ledger, settingsOf: async () => undefined }), log: silentLog },
    holders: { byId: async (id) => ({ id }) as Holder, byLink: async () => undefined },
    holds: createDynamoHoldBook({ client, table: tableName("Transfers"), pace }),
    payouts: createDynamoPayoutStore({ client, table: tableName("Payouts") }),
  };
}, 60_000);

/** What a bank does with a payout, or what comes in; `named`: whose it is stands on it. */
const event = fc.oneof(
  fc.record({ what: fc.constantFrom("booked" as const, "returned" as const, "rejected" as const, "nothing" as const) }),
  fc.record({ what: fc.constantFrom("incoming" as const, "told_late" as const, "unexplained" as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

const payoutCents = 100;

/** All that the bank tells of an event, and by how much its account has changed. */
const toldOf = (
  { what }: Event,
  name: { readonly payout: string; readonly holder: HolderId; readonly reference: string },
): { readonly told: readonly object[]; readonly moved: number } => {
  const { payout, holder, reference } = name;
  const booking = (entry: string, amount: number, meaning: object) => ({
    ...{ type: "bank_entry.booked.v1", reference: `${reference}${entry}`, amount, currency: EUR, meaning },
  });
  const out = booking("B", payoutCents, { kind: "paid_out", payout });
  const back = booking("R", payoutCents, { kind: "sent_back", payout });
  const bare = booking("I", 30, { kind: "received" });
  const named = booking("I", 30, { kind: "received", holder });
  switch (what) {
    case "booked":
      return { told: [out], moved: -payoutCents };
    case "returned":
      return { told: [out, back], moved: 0 };
    case "rejected":
      return { told: [{ type: "payout.rejected.v1", payout }], moved: 0 };
    case "incoming":
      return { told: [named], moved: 30 };
    case "told_late":
      return { told: [bare, named], moved: 30 };
    case "unexplained":
      return { told: [booking("U", 7, { kind: "unexplained" })], moved: -7 };
    case "nothing":
      return { told: [], moved: 0 };
  }
};

const deliver = async (raw: object): Promise<void> => {
  const order = ledgerOrder.parse(raw);
  if (order.type === "payout.rejected.v1") await rejectPayout(order, deps);
  else if (order.type === "bank_entry.booked.v1") await settleBankEntry(order, deps);
};

const available = async (wallet: WalletId): Promise<bigint> => (await deps.ledger.balance(wallet))?.available ?? 0n;

/** Somebody with 1,000 and a payout that is held for each event of one. */
const begin = async (events: readonly Event[]) => {
  count += 1;
  const holder = `hol_${count}` as HolderId;
  const [wallet, funding] = [await personalWallet(holder, EUR), await systemWallet("funding", EUR)];
  await deps.ledger.open([wallet, funding, await systemWallet(bankWalletNames.bank, EUR)]);
  const seed = { id: `tr_seed${count}` as TransferId, version: 1, debit: funding.id, credit: wallet.id };
  await deps.ledger.post([{ transfers: [{ ...seed, amount: 1_000n, currency: EUR, code: "top_up", ref: "seed" }] }]);
  const names = events.map((_event, index) => {
    const id = `${count}x${index}`;
    return { payout: `po_${id}` as PayoutId, holder, reference: `E${id}` };
  });
  for (const { payout } of names) {
    const iban = "FR1420041010050500013M02606";
    const terms = { holder, currency: EUR, amount: payoutCents, iban } as unknown as PayoutTerms;
    await deps.ledger.post([{ transfers: [await payoutHold(payout, terms, "consent")] }]);
    await deps.payouts.create({
      ...{ id: payout, holder, amount: BigInt(payoutCents), currency: EUR, iban: iban as Iban, name: "Alice" },
      ...{ check: "match", state: "held", heldAt: "2026-11-24T12:00:00.000Z" },
    });
  }
  return { holder, names };
};

it("ends where the bank's account does, whatever comes twice, late, at once or in another order", async () => {
  let moved = 0n;
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat(1_000)),
      async (events, dice) => {
        const { holder, names } = await begin(events);
        const told = events.map((one, index) => toldOf(one, names[index]!));
        const roll = (): number => dice.next().value as number;
        const once = told.flatMap((one) => one.told);
        const all = [...once, ...once, ...once.filter(() => roll() % 2 === 0)].toSorted(() =>
          roll() % 2 === 0 ? -1 : 1,
        );
        // Some at the same moment, as instances of `ledger` take them.
        while (all.length > 0) await Promise.all(all.splice(0, 1 + (roll() % 3)).map(deliver));
        moved += BigInt(told.reduce((sum, one) => sum + one.moved, 0));
        expect(-(await available(await bankWalletIdOf(EUR)))).toBe(moved);
        const kinds = events.map(({ what }) => what);
        const countOf = (...wanted: readonly string[]): bigint =>
          BigInt(kinds.filter((what) => wanted.includes(what)).length);
        // The first payouts are held while there is money: ten of them.
        const spent = 100n * (countOf("booked") + countOf("nothing", "incoming", "told_late", "unexplained"));
        const gained = 30n * countOf("incoming", "told_late");
        expect(await available(await personalWalletIdOf(holder, EUR))).toBe(1_000n - spent + gained);
      },
    ),
    { numRuns: 120 },
  );
  expect((await available(await bankSuspenseIdOf(EUR))) <= 0n).toBe(true);
  const { client, tableName } = engine;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
}, 120_000);
