import {
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import type { LedgerTables } from "../../adapters/dynamodb/ledger-parts.ts";
import type { Ledger, TransferGroup } from "../../core/ledger/ledger.ts";
import type { HolderId, IntentId, TransferId, WalletId } from "../../core/ids.ts";
import { personalWalletIdOf, systemWalletIdOf, transferIdOf } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import { createTables, declaredTables, engineClient } from "../../local/engines/create-tables.ts";
import { startDynamoDbLocal } from "../../local/engines/dynamodb-local.ts";
import type { Deployment } from "../../local/template/declared.ts";

const [writers, batch, funds] = [5, 49, 1_000n];

/** Transfers a second through the ledger, and in bare transactions of the same items. */
type Round = { readonly ledgerPerS: number; readonly barePerS: number };

export type LocalThroughput = {
  readonly rounds: readonly Round[];
  /** Of this process for one request of the SDK, signed and sent over HTTP. */
  readonly sdkCpuMs: number;
};

type Engine = { readonly client: DynamoDBClient; readonly tables: LedgerTables };

/** A payee of its own for each writer, so that nothing is measured but the work. */
const castOf = async (name: string) => ({
  name,
  payee: await personalWalletIdOf(`hol_payee_${name}` as HolderId, EUR),
  payers: await Promise.all(
    Array.from({ length: batch }, (_none, index) => personalWalletIdOf(`hol_${name}_${index}` as HolderId, EUR)),
  ),
});

type Cast = Awaited<ReturnType<typeof castOf>>;

const payment = async (
  name: string,
  sides: { readonly debit: WalletId; readonly credit: WalletId },
  amount: bigint,
) => ({
  ...{ id: await transferIdOf({ payer: "hol_any" as HolderId, intent: name as IntentId, line: 0 }), version: 1 },
  ...{ ...sides, amount, currency: EUR, code: "payment" as const, ref: name },
});

const openAndFund = async (ledger: Ledger, { payee, payers }: Cast): Promise<void> => {
  const funding = await systemWalletIdOf("funding", EUR);
  const personal = [payee, ...payers].map((id) => ({ id, kind: "personal" as const, currency: EUR, owner: "hol_any" }));
  await ledger.open([{ id: funding, kind: "system", currency: EUR, owner: "funding" }, ...personal]);
  const [first, ...others] = await Promise.all(
    payers.map((credit) => payment(`pi_fund_${credit}`, { debit: funding, credit }, funds)),
  );
  if (first !== undefined) await ledger.post([{ transfers: [first, ...others] }]);
};

const roundOf = ({ payee, payers }: Cast, name: string): Promise<readonly TransferGroup[]> =>
  Promise.all(
    payers.map(async (debit, index) => ({
      transfers: [await payment(`pi_${name}_${index}`, { debit, credit: payee }, 1n)] as const,
    })),
  );

/** Remembers what the ledger writes. */
const recording = (client: DynamoDBClient, written: TransactWriteItem[][]): DynamoDBClient => {
  const send = (command: unknown): unknown => {
    if (command instanceof TransactWriteItemsCommand) written.push(command.input.TransactItems ?? []);
    return client.send(command as never);
  };
  return { send } as unknown as DynamoDBClient;
};

/** The same items with the same conditions, as records of other transfers. */
const again = (items: readonly TransactWriteItem[], round: number): TransactWriteItem[] =>
  items.map((item) => {
    const id = item.Put?.Item?.["id"]?.S;
    if (item.Put === undefined || id === undefined) return item;
    const renamed = `${id.slice(0, -4)}${round.toString().padStart(4, "0")}` as TransferId;
    return { Put: { ...item.Put, Item: { ...item.Put.Item, id: { S: renamed } } } };
  });

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (writers * batch) / ((performance.now() - began) / 1_000);
};

const sdkCpuOf = async ({ client, tables }: Engine): Promise<number> => {
  const requests = 300;
  const id = await systemWalletIdOf("funding", EUR);
  const get = () => client.send(new GetItemCommand({ TableName: tables.wallets, Key: { id: { S: id } } }));
  for (let warm = 0; warm < requests; warm += 1) await get();
  const began = process.cpuUsage();
  for (let request = 0; request < requests; request += 1) await get();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000 / requests;
};

/** So often a payer may pay until his tail is full, which the bare transactions do not turn into pages; they pay too. */
const roundsPerCast = 10;

const playCast = async (engine: Engine, name: string): Promise<readonly Round[]> => {
  const written: TransactWriteItem[][] = [];
  const pace = { sleep: (milliseconds: number) => sleep(milliseconds), random: Math.random };
  const ledger = createDynamoLedger({
    ...{ client: recording(engine.client, written), tables: engine.tables },
    ...{ clock: Date.now, pace },
  });
  const casts = await Promise.all(Array.from({ length: writers }, (_none, writer) => castOf(`${name}_${writer}`)));
  for (const one of casts) await openAndFund(ledger, one);
  const rounds: Round[] = [];
  for (let round = 0; round < roundsPerCast; round += 1) {
    const groups = await Promise.all(casts.map((one) => roundOf(one, `${one.name}_${round}`)));
    written.length = 0;
    const ledgerPerS = await perSecond(() => Promise.all(groups.map((own) => ledger.post(own))));
    const copies = written.map((items) => again(items, round));
    const write = (items: TransactWriteItem[]) =>
      engine.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    rounds.push({ ledgerPerS, barePerS: await perSecond(() => Promise.all(copies.map(write))) });
  }
  return rounds;
};

const measure = async (engine: Engine, casts: number): Promise<LocalThroughput> => {
  // Warms the engine up.
  await playCast(engine, "warm");
  const rounds: Round[] = [];
  for (let cast = 0; cast < casts; cast += 1) rounds.push(...(await playCast(engine, `cast${cast}`)));
  return { rounds, sdkCpuMs: await sdkCpuOf(engine) };
};

/** The ledger beside bare transactions of the very same items, turn by turn on one DynamoDB Local: five writers at once, full batches. */
export const measureLocalEngine = async (deployment: Deployment, casts: number): Promise<LocalThroughput> => {
  const { endpoint, stop } = await startDynamoDbLocal();
  const client = engineClient(endpoint);
  try {
    const declared = declaredTables(deployment);
    await createTables(client, declared);
    const named = (label: string): string => declared.find((table) => table.label === label)?.name ?? "";
    const tables = { wallets: named("wallets"), transfers: named("transfers"), journal: named("journal") };
    return await measure({ client, tables }, casts);
  } finally {
    client.destroy();
    await stop();
  }
};
