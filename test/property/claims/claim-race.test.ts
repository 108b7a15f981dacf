import { beforeAll, expect, it } from "vitest";
import { createDynamoClaimBook } from "../../../adapters/dynamodb/dynamo-claim-book.ts";
import { createDynamoHoldBook } from "../../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import type { ClaimCause } from "../../../core/claim/claim-transfers.ts";
import { dayMs, instant } from "../../../core/clock.ts";
import type { KeptConsent } from "../../../core/consent/evidence-store.ts";
import type { Holder } from "../../../core/holder/holder.ts";
import { type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../../../core/ids.ts";
import type { ClaimMark } from "../../../core/intent/intent-store.ts";
import type { Ledger } from "../../../core/ledger/ledger.ts";
import { escrowWallet, personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { createWalletOpener } from "../../../functions/ledger/open-wallets.ts";
import { type ClaimDeps, settleClaims } from "../../../functions/ledger/settle-claims.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { engines, type EngineUnderTest } from "../../support/engines.ts";
import { silentLog } from "../../support/log.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";

let engine: EngineUnderTest;
let ledger: Ledger;

beforeAll(async () => {
  engine = await engines.find(({ name }) => name === "the simulation")!.start();
  const { client, tableName, clock, pace } = engine;
  const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
  ledger = createDynamoLedger({ client, tables, clock, pace });
}, 60_000);

const line = { channel: "x", user_id: "104", handle: "dave", name: "Dave", amount: 300 };
const causes: readonly ClaimCause[] = ["joined", "taken_back", "due"];

/** 300 cents of a payer in escrow, due, their payee in time: the three of them may ask now, each as often as it likes. */
const held = async (seed: number) => {
  const { client, tableName, clock, pace } = engine;
  const payer = `hol_alice${seed}` as HolderId;
  const payee = `hol_dave${seed}` as HolderId;
  const intent = `pi_${seed}` as IntentId;
  const until = instant(clock() - 1);
  const terms = { payer, intent, version: 1, currency: EUR, lines: [{ ...line, claim_until: until }] };
  const escrowed = await transferIdOf({ payer, intent, line: 0 });
  const [funding, escrow] = [await systemWallet("funding", EUR), await escrowWallet(escrowed, EUR)];
  await ledger.open([funding, escrow, await personalWallet(payer, EUR)]);
  const moved = { version: 1, debit: funding.id, credit: escrow.id, amount: 300n, currency: EUR } as const;
  await ledger.post([{ transfers: [{ ...moved, id: escrowed, code: "escrow_in", ref: intent }] }]);
  const links = [{ channel: "x", userId: "104", handle: "dave", linkedAt: instant(clock() - dayMs) }];
  const marks: ClaimMark[] = [];
  const deps: ClaimDeps = {
    ledger,
    holds: createDynamoHoldBook({ client, table: tableName("Transfers"), pace }),
    claims: createDynamoClaimBook({ client, table: tableName("Claims") }),
    openWallets: createWalletOpener({ ledger, settingsOf: async () => undefined }),
    holders: { byLink: async () => ({ id: payee, links }) as unknown as Holder },
    evidence: { get: async () => ({ terms }) as unknown as KeptConsent },
    intents: {
      markClaims: async (mark) => {
        marks.push(mark);
        return "marked";
      },
    },
    clock,
    log: silentLog,
  };
  const available = async (wallet: Parameters<Ledger["balance"]>[0]) => (await ledger.balance(wallet))?.available ?? 0n;
  const balances = async () => [
    await available(escrow.id),
    await available(await personalWalletIdOf(payer, EUR)),
    await available(await personalWalletIdOf(payee, EUR)),
  ];
  return { deps, escrowed, marks, balances };
};

it("arrives exactly once when it is claimed, taken back and due at the same moment, 200 times", async () => {
  const winners = new Set<string>();
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = createRandom(seed);
    const { deps, escrowed, marks, balances } = await held(seed);
    const asked = Array.from({ length: 6 }, (_none, index) => causes[(index + Math.floor(random.next() * 3)) % 3]!);
    await Promise.all(
      asked.map(async (cause) => {
        await engine.pace.sleep(random.next() * 12);
        await settleClaims([escrowed], cause, deps);
      }),
    );
    const [inEscrow, back, claimed] = await balances();
    expect([inEscrow, back! + claimed!, back! * claimed!]).toEqual([0n, 300n, 0n]);
    // Everybody is told the same.
    const told = new Set(marks.map(({ to, claims }) => `${to} ${claims[0]}`));
    expect([...told]).toEqual([back === 300n ? "returned returned" : "claimed claimed"]);
    winners.add(back === 300n ? "payer" : "payee");
  }
  expect(winners).toEqual(new Set(["payer", "payee"]));
  const { client, tableName } = engine;
  expect(await faultsOfBooks({ client, wallets: tableName("Wallets"), transfers: tableName("Transfers") })).toEqual([]);
}, 60_000);
