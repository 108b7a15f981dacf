import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { bankEnv } from "../../functions/bank/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafQueues } from "./piaf-queues.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type BankProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly queues: PiafQueues;
  /** Takes what `bank` orders. */
  readonly ledger: PiafFunction;
  /** Compares the bank's statement with our books. */
  readonly clockwork: PiafFunction;
};

/** The function that talks with the bank, and alone may order that what the bank has booked is posted. */
export const createBank = (scope: Construct, props: BankProps): PiafFunction => {
  const { stage, alarms, tables, secrets, queues, ledger, clockwork } = props;
  const bank = new PiafFunction(scope, "bank", {
    stage,
    alarms,
    schema: bankEnv,
    environment: {
      STAGE: stage.name,
      PAYOUTS_TABLE: tables.payouts.tableName,
      BANK_TABLE: tables.bank.tableName,
      WALLETS_TABLE: tables.wallets.tableName,
      TRANSFERS_TABLE: tables.transfers.tableName,
      JOURNAL_TABLE: tables.journal.tableName,
      BANK_QUEUE_URL: queues.bank.queue.queueUrl,
      BANK_SECRET_ID: secrets.bank.secretArn,
      BANK: stage.bank.name,
      BANK_API_URL: stage.bank.apiUrl,
    },
    // A file of some hundred bookings, each written for the operator too.
    timeout: Duration.seconds(29),
    memorySize: 1024,
    impact: "People cannot transfer money in or out, and what they have transferred comes late.",
  });
  // It sends what `ledger` has held, and can make no payout.
  allowItems(bank, tables.payouts, { actions: ["GetItem", "UpdateItem"], queries: ["payouts-to-send"] });
  allowItems(bank, tables.bank, { actions: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] });
  // Whether somebody has a wallet.
  allowItems(bank, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
  bank.allow(["secretsmanager:GetSecretValue"], secrets.bank.secretArn);
  queues.bank.takesFrom(bank);
  queues.bank.feeds(ledger, { maxConcurrency: 5 });
  allowItems(clockwork, tables.bank, { actions: ["Query"] });
  return bank;
};
