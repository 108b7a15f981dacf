import type { Construct } from "constructs";
import { ledgerEnv } from "../../functions/ledger/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import { consumerTimeouts, type PiafQueues } from "./piaf-queues.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type LedgerFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly queues: PiafQueues;
  readonly appOrigin: string;
};

/** Verifies what was signed and posts it: it alone writes wallets, transfers, their journal, evidence, controls and claims. */
export const createLedgerFunction = (scope: Construct, props: LedgerFunctionProps): PiafFunction => {
  const { stage, alarms, tables, secrets, queues, appOrigin } = props;
  const ledger = new PiafFunction(scope, "ledger", {
    stage,
    alarms,
    schema: ledgerEnv,
    environment: {
      STAGE: stage.name,
      WALLETS_TABLE: tables.wallets.tableName,
      TRANSFERS_TABLE: tables.transfers.tableName,
      JOURNAL_TABLE: tables.journal.tableName,
      EVIDENCE_TABLE: tables.evidence.tableName,
      INTENTS_TABLE: tables.intents.tableName,
      HOLDERS_TABLE: tables.holders.tableName,
      CONTROLS_TABLE: tables.controls.tableName,
      CLAIMS_TABLE: tables.claims.tableName,
      ERASURES_TABLE: tables.erasures.tableName,
      LIMIT_RULES: stage.limitRules,
      PIN_SECRET_ID: secrets.pin.secretArn,
      LEDGER_QUEUE_ARN: queues.ledger.queue.queueArn,
      FUNDING_QUEUE_ARN: queues.funding.queue.queueArn,
      BANK_QUEUE_ARN: queues.bank.queue.queueArn,
      PAYOUTS_TABLE: tables.payouts.tableName,
      APP_ORIGINS: appOrigin,
    },
    timeout: consumerTimeouts.ledger,
    memorySize: 1024,
    impact: "Approved payments are not settled.",
  });
  queues.ledger.feeds(ledger, { maxConcurrency: 10 });
  for (const table of [tables.wallets, tables.transfers]) {
    allowItems(ledger, table, { actions: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"] });
  }
  // Pages are written once, and read for what a wallet has paid of late.
  allowItems(ledger, tables.journal, { actions: ["PutItem", "Query"] });
  // What was signed earlier says where the money of an escrow may go.
  allowItems(ledger, tables.evidence, { actions: ["GetItem", "PutItem"] });
  allowItems(ledger, tables.claims, { actions: ["Query", "PutItem", "UpdateItem", "DeleteItem"] });
  allowItems(ledger, tables.payouts, { actions: ["PutItem", "UpdateItem"] });
  // Whose account it has closed: an order, which it can neither change nor take back.
  allowItems(ledger, tables.erasures, { actions: ["PutItem"] });
  allowItems(ledger, tables.intents, { actions: ["GetItem", "UpdateItem"] });
  allowItems(ledger, tables.holders, { actions: ["GetItem", "Query"] });
  allowItems(ledger, tables.controls, { actions: ["GetItem", "PutItem", "UpdateItem"] });
  ledger.allow(["secretsmanager:GetSecretValue"], secrets.pin.secretArn);
  return ledger;
};
