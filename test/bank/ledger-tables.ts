import type { LedgerTables } from "../../adapters/dynamodb/ledger-parts.ts";
import { declaredTables } from "../../local/engines/create-tables.ts";
import { readAssembly } from "../../local/template/assembly.ts";
import { type Declared, deploymentOf } from "../../local/template/declared.ts";
import { synthesize } from "../../local/template/synthesize.ts";

/** The ledger's tables, as the template declares them. */
export const ledgerTables = async (): Promise<{
  readonly declared: readonly Declared[];
  readonly tables: LedgerTables;
}> => {
  const declared = declaredTables(deploymentOf(readAssembly(await synthesize({ bundles: false }))));
  const named = (label: string): Declared => {
    const table = declared.find((one) => one.label === label);
    if (table === undefined) throw new Error(`The template declares no table ${label}.`);
    return table;
  };
  const [wallets, transfers, journal] = ["wallets", "transfers", "journal"].map(named) as [
    Declared,
    Declared,
    Declared,
  ];
  return {
    declared: [wallets, transfers, journal],
    tables: { wallets: wallets.name, transfers: transfers.name, journal: journal.name },
  };
};
