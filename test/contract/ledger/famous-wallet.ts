import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { type HolderId, type IntentId, personalWalletIdOf, systemWalletIdOf, transferIdOf } from "../../../core/ids.ts";
import type { Ledger, Transfer, TransferGroup } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { createTables } from "../../../local/engines/create-tables.ts";
import { awsModel } from "../../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedDynamoDb } from "../../../local/simulation/dynamodb/simulated-dynamodb.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";
import { type Weather, weathers } from "../../../local/simulation/weather.ts";
import { tableNamed, templateTables } from "../../support/tables.ts";

export type FamousWallet = Awaited<ReturnType<typeof startFamousWallet>>;

/** Payers with money, one payee, and writers with a ledger instance each, on AWS as the simulation models it. */
export const startFamousWallet = async (cast: {
  readonly writers: number;
  readonly payersEach: number;
  readonly seed: number;
  readonly weather?: Weather;
}) => {
  const time = createVirtualTime();
  const random = createRandom(cast.seed);
  const weather = cast.weather ?? weathers.calm;
  const { client, meters } = createSimulatedDynamoDb({ time, random, model: awsModel, weather });
  const declared = await templateTables();
  await createTables(client as DynamoDBClient, declared);
  const tables = {
    wallets: tableNamed(declared, "Wallets").name,
    transfers: tableNamed(declared, "Transfers").name,
    journal: tableNamed(declared, "Journal").name,
  };
  const ledgers = Array.from({ length: cast.writers }, (_, index) =>
    createDynamoLedger({
      client: client as DynamoDBClient,
      tables,
      clock: time.clock,
      pace: { sleep: time.sleep, random: random.fork(`writer ${index}`).next },
    }),
  );
  const ledger = ledgers[0]!;
  const famous = await personalWalletIdOf("hol_famous" as HolderId, EUR);
  const funding = await systemWalletIdOf("funding", EUR);
  const payers = await Promise.all(
    Array.from({ length: cast.writers * cast.payersEach }, (_, index) =>
      personalWalletIdOf(`hol_${index}` as HolderId, EUR),
    ),
  );

  let count = 0;
  /** Ids are derived before the simulation runs: a digest is made outside of its time. */
  const payment = async (sides: Pick<Transfer, "debit" | "credit" | "amount">): Promise<TransferGroup> => {
    const intent = `pi_${(count += 1)}` as IntentId;
    const id = await transferIdOf({ payer: "hol_any" as HolderId, intent, line: 0 });
    return { transfers: [{ id, version: 1, ...sides, currency: EUR, code: "payment", ref: intent }] };
  };

  /** The rounds of every writer: a payment of each of its payers to the famous wallet. */
  const roundsOf = (rounds: number, amount = 1n): Promise<readonly (readonly (readonly TransferGroup[])[])[]> =>
    Promise.all(
      ledgers.map((_ledger, writer) => {
        const own = payers.slice(writer * cast.payersEach, (writer + 1) * cast.payersEach);
        const round = () => Promise.all(own.map((debit) => payment({ debit, credit: famous, amount })));
        return Promise.all(Array.from({ length: rounds }, round));
      }),
    );

  const fund = async (amount: bigint): Promise<void> => {
    const wallets = payers.map((id) => ({ id, kind: "personal" as const, currency: EUR, owner: "hol_any" }));
    const topUps = await Promise.all(payers.map((credit) => payment({ debit: funding, credit, amount })));
    await time.finish(
      (async () => {
        await ledger.open([
          { id: famous, kind: "personal", currency: EUR, owner: "hol_famous" },
          { id: funding, kind: "system", currency: EUR, owner: "funding" },
          ...wallets,
        ]);
        for (let start = 0; start < topUps.length; start += 40) {
          const [first, ...others] = topUps.slice(start, start + 40).flatMap(({ transfers }) => transfers);
          if (first !== undefined) await ledger.post([{ transfers: [first, ...others] }]);
        }
      })(),
    );
  };
  await fund(1_000n);

  const untilDone = async (ledgerOf: Ledger, groups: readonly TransferGroup[]): Promise<number> => {
    // A queue would deliver again what had no outcome in time.
    for (;;) {
      try {
        const outcomes = await ledgerOf.post(groups);
        return outcomes.filter(({ status }) => status !== "refused").length;
      } catch {
        await time.sleep(1_000);
      }
    }
  };

  return { time, client, tables, meters, ledgers, ledger, famous, funding, payers, payment, roundsOf, untilDone };
};
