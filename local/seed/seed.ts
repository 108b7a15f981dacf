import { setTimeout as sleep } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import type { LedgerTables } from "../../adapters/dynamodb/ledger-parts.ts";
import type { Clock } from "../../core/clock.ts";
import { holderIdOf, topUpIdOf, type HolderId } from "../../core/ids.ts";
import type { Ledger, NewWallet } from "../../core/ledger/ledger.ts";
import { noControls, openingSettings } from "../../core/limits/controls.ts";
import { defaultLimitRules } from "../../core/limits/limits.ts";
import { personalWallet, systemWallet } from "../../core/ledger/new-wallets.ts";
import { EUR } from "../../core/money/currency.ts";
import { people as everybody, type SeededPerson } from "./people.ts";
import { seedHolder } from "./seed-holder.ts";

/** The physical names of the tables that the seed writes. */
export type SeedTables = LedgerTables & { readonly holders: string };

export type SeedOptions = {
  /** Its principal belongs to `local/`: no deployed function may write all of these tables. */
  readonly client: DynamoDBClient;
  readonly tables: SeedTables;
  readonly issuer: string;
  readonly clock: Clock;
  readonly people?: readonly SeededPerson[];
};

/** The money comes from the funding wallet under an id that derives from the holder: it comes once, for ever. */
const fund = async (ledger: Ledger, wallet: NewWallet, seed: { holder: HolderId; amount: bigint }): Promise<void> => {
  const funding = await systemWallet("funding", EUR);
  const settings = openingSettings({ level: "full" }, noControls, defaultLimitRules);
  const outcomes = await ledger.open([funding, { ...wallet, settings }]);
  const refused = outcomes.find(({ status }) => status === "refused");
  if (refused !== undefined)
    throw new Error(`the wallet of ${wallet.owner} is not as it was seeded: start with --reset`);
  if (seed.amount === 0n) return;
  const id = await topUpIdOf({ provider: "seed", reference: seed.holder });
  const transfer = { id, version: 1, debit: funding.id, credit: wallet.id, amount: seed.amount, currency: EUR };
  const [outcome] = await ledger.post([{ transfers: [{ ...transfer, code: "top_up", ref: "seed" }] }]);
  if (outcome?.status === "refused")
    throw new Error(`the seed money of ${wallet.owner} was refused: ${outcome.reason}`);
};

/**
 * Gives everybody who can sign in a holder record (linked to the account on the simulated X), a wallet and the money to
 * start with. Payment keys they enrol themselves. A second time changes nothing, whatever has happened in between: what
 * was spent stays spent, and who was unlinked stays unlinked.
 */
export const seed = async (options: SeedOptions): Promise<void> => {
  const { client, tables, issuer, clock } = options;
  const ledger = createDynamoLedger({ client, tables, clock, pace: { sleep, random: Math.random } });
  for (const person of options.people ?? everybody) {
    if (person.subject === undefined) continue;
    const holder = await holderIdOf(issuer, person.subject);
    await seedHolder({ client, table: tables.holders, clock }, { holder, person });
    await fund(ledger, await personalWallet(holder, EUR), { holder, amount: person.seedMinor ?? 0n });
  }
};
