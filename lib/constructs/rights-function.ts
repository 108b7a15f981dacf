import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { rightsEnv } from "../../functions/rights/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type RightsFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
};

/** Gives people what Piaf holds of them: it reads what is stored under a person, and writes nothing at all. */
export const createRightsFunction = (
  scope: Construct,
  { stage, alarms, tables }: RightsFunctionProps,
): PiafFunction => {
  const rights = new PiafFunction(scope, "rights", {
    stage,
    alarms,
    schema: rightsEnv,
    environment: {
      STAGE: stage.name,
      HOLDERS_TABLE: tables.holders.tableName,
      PEOPLE_TABLE: tables.people.tableName,
      CONTROLS_TABLE: tables.controls.tableName,
      INTENTS_TABLE: tables.intents.tableName,
      TOP_UPS_TABLE: tables.topUps.tableName,
      PAYOUTS_TABLE: tables.payouts.tableName,
      EVIDENCE_TABLE: tables.evidence.tableName,
      WALLETS_TABLE: tables.wallets.tableName,
      TRANSFERS_TABLE: tables.transfers.tableName,
      JOURNAL_TABLE: tables.journal.tableName,
      LIMIT_RULES: stage.limitRules,
    },
    // The balance at the beginning of a month of long ago is what all entries since have left of today's.
    timeout: Duration.seconds(29),
    memorySize: 1024,
    impact: "People can get neither their data nor their statements.",
  });
  for (const table of [tables.holders, tables.people, tables.controls, tables.journal]) {
    allowItems(rights, table, { actions: ["Query"] });
  }
  allowItems(rights, tables.intents, { actions: ["GetItem"], queries: ["by-payer", "requests-by-holder"] });
  const byHolder = [tables.topUps, tables.payouts].map(({ tableArn }) => `${tableArn}/index/by-holder`);
  rights.allow(["dynamodb:Query"], ...byHolder);
  allowItems(rights, tables.evidence, { actions: ["GetItem"] });
  allowItems(rights, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
  allowItems(rights, tables.transfers, { actions: ["BatchGetItem"] });
  return rights;
};
