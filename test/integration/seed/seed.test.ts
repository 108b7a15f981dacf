import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { holderIdOf, keyIdOf, personalWalletIdOf, systemWalletIdOf, topUpIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { people } from "../../../local/seed/people.ts";
import { seed, type SeedTables } from "../../../local/seed/seed.ts";
import { enrolmentOfTests, proofOfTests } from "../../support/software-authenticator.ts";
import { startTables, type Tables } from "../../support/tables.ts";

const issuer = "https://identity.piaf.localhost";
const pace = { sleep, random: Math.random };
let tables: Tables;
let names: SeedTables;

beforeAll(async () => {
  tables = await startTables();
  names = {
    holders: tables.tableName("Holders"),
    wallets: tables.tableName("Wallets"),
    transfers: tables.tableName("Transfers"),
    journal: tables.tableName("Journal"),
  };
  await seed({ client: tables.client, tables: names, issuer, clock: Date.now });
});
afterAll(() => tables.stop());

const seedAgain = () => seed({ client: tables.client, tables: names, issuer, clock: Date.now });
const ledger = () => createDynamoLedger({ client: tables.client, tables: names, clock: Date.now, pace });
const registry = () =>
  createDynamoHolderRegistry({ client: tables.client, table: names.holders, clock: Date.now, pace });
const walletOf = async (subject: string) => personalWalletIdOf(await holderIdOf(issuer, subject), EUR);
const availableOf = async (subject: string) => (await ledger().balance(await walletOf(subject)))?.available;
const linkOf = (handle: string) => ({
  channel: "x" as const,
  userId: people.find((person) => person.handle === handle)!.userId,
});

test("gives everybody who can sign in a wallet with the seed money, and takes it from funding", async () => {
  expect(await availableOf("alice")).toBe(10_000n);
  expect(await availableOf("bob")).toBe(5_000n);
  expect(await availableOf("corner_bakery")).toBe(0n);
  expect(await availableOf("dave")).toBeUndefined();
  const funding = await ledger().balance(await systemWalletIdOf("funding", EUR));
  expect(funding?.available).toBe(-people.reduce((sum, { seedMinor = 0n }) => sum + seedMinor, 0n));
});

test("links each to the account on X; who is on X only is nobody's", async () => {
  const alice = await registry().byLink(linkOf("alice"));
  expect(alice).toMatchObject({ id: await holderIdOf(issuer, "alice"), name: "Alice", keys: [] });
  expect(alice?.links).toMatchObject([{ handle: "alice", userId: "1400000000000000101" }]);
  expect(await registry().byLink(linkOf("dave"))).toBeUndefined();
});

test("a second time changes nothing: neither what was spent nor who was unlinked", async () => {
  const id = await topUpIdOf({ provider: "test", reference: "spent" });
  const [outcome] = await ledger().post([
    {
      transfers: [
        {
          id,
          version: 1,
          debit: await walletOf("carol"),
          credit: await walletOf("bob"),
          amount: 1_000n,
          currency: EUR,
          code: "payment",
          ref: "test",
        },
      ],
    },
  ]);
  expect(outcome).toEqual({ status: "posted" });
  expect(await registry().unlink(await holderIdOf(issuer, "carol"), linkOf("carol"))).toBe("unlinked");
  await seedAgain();
  expect(await availableOf("carol")).toBe(4_000n);
  expect(await availableOf("bob")).toBe(6_000n);
  expect(await registry().byLink(linkOf("carol"))).toBeUndefined();
});

test("the first key that a seeded person enrols is the first key", async () => {
  const holder = { id: await holderIdOf(issuer, "alice"), name: "Somebody else" };
  const keyOf = async (publicKey: string) => ({
    id: await keyIdOf(publicKey),
    kind: "device" as const,
    publicKey,
    label: "Phone",
    enrolledAt: "2026-01-01T00:00:00.000Z",
    way: "fresh_sign_in" as const,
    enrolment: enrolmentOfTests,
  });
  const enrol = async (publicKey: string) =>
    registry().enrolKey({ holder, key: await keyOf(publicKey), proof: proofOfTests, nonce: publicKey, first: true });
  expect((await registry().byId(holder.id))?.firstKey).toBeUndefined();
  expect(await enrol("one")).toBe("enrolled");
  expect(await enrol("two")).toBe("not_first");
  await seedAgain();
  const alice = await registry().byId(holder.id);
  expect(alice?.keys.map(({ publicKey }) => publicKey)).toEqual(["one"]);
  expect(alice?.name).toBe("Alice");
  expect(alice?.firstKey).toBe(await keyIdOf("one"));
});
