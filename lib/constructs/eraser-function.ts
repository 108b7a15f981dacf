import { Duration } from "aws-cdk-lib";
import type { IUserPool } from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { eraserEnv } from "../../functions/eraser/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type EraserFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly userPool: IUserPool;
};

/**
 * Erases whom `ledger` has ordered to be erased: no request reaches it, the clock alone calls it. Of the ledger it reads what it must find, and
 * writes nothing.
 */
export const createEraserFunction = (scope: Construct, props: EraserFunctionProps): PiafFunction => {
  const { stage, alarms, tables, userPool } = props;
  const eraser = new PiafFunction(scope, "eraser", {
    stage,
    alarms,
    schema: eraserEnv,
    environment: {
      ERASURES_TABLE: tables.erasures.tableName,
      HOLDERS_TABLE: tables.holders.tableName,
      PEOPLE_TABLE: tables.people.tableName,
      PINS_TABLE: tables.pins.tableName,
      INTENTS_TABLE: tables.intents.tableName,
      EVIDENCE_TABLE: tables.evidence.tableName,
      WALLETS_TABLE: tables.wallets.tableName,
      TRANSFERS_TABLE: tables.transfers.tableName,
      JOURNAL_TABLE: tables.journal.tableName,
      USER_POOL_ID: userPool.userPoolId,
    },
    timeout: Duration.minutes(5),
    memorySize: 512,
    impact: "People who have closed their accounts are not erased.",
  });
  allowItems(eraser, tables.erasures, { actions: ["GetItem", "UpdateItem"], queries: ["erasures-by-due"] });
  allowItems(eraser, tables.holders, { actions: ["Query", "UpdateItem", "DeleteItem"] });
  allowItems(eraser, tables.people, { actions: ["Query", "DeleteItem"] });
  allowItems(eraser, tables.pins, { actions: ["DeleteItem"] });
  allowItems(eraser, tables.intents, {
    actions: ["GetItem", "PutItem", "UpdateItem", "DeleteItem"],
    queries: ["by-payer", "requests-by-holder"],
  });
  allowItems(eraser, tables.evidence, { actions: ["GetItem"] });
  allowItems(eraser, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
  allowItems(eraser, tables.transfers, { actions: ["BatchGetItem"] });
  allowItems(eraser, tables.journal, { actions: ["Query"] });
  eraser.allow(["cognito-idp:AdminDeleteUser"], userPool.userPoolArn);
  return eraser;
};
