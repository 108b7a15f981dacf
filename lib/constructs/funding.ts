import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { fundingEnv } from "../../functions/funding/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafQueues } from "./piaf-queues.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type FundingProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly queues: PiafQueues;
  /** Takes what `funding` orders. */
  readonly ledger: PiafFunction;
  /** Compares the provider's books with ours. */
  readonly clockwork: PiafFunction;
};

const readSecret = ["secretsmanager:GetSecretValue"];

/** Of one top-up, in cents: the least that is worth the card's fee, the most that one wants to lose to a stolen card. */
const limits = { TOP_UP_MINIMUM: "500", TOP_UP_MAXIMUM: "50000" };

/** What `clockwork` is told to read the provider's books: with a key that can do nothing else. */
export const fundingBooks = ({ funding }: Stage, { fundingBooks: secret }: PiafSecrets) => ({
  FUNDING_BOOKS_SECRET_ID: secret.secretArn,
  FUNDING_PROVIDER: funding.provider,
  FUNDING_API_URL: funding.apiUrl,
});

/** The function that talks with the card provider, and alone may order that money from there is posted. */
export const createFunding = (scope: Construct, props: FundingProps): PiafFunction => {
  const { stage, alarms, tables, secrets, queues, ledger, clockwork } = props;
  const funding = new PiafFunction(scope, "funding", {
    stage,
    alarms,
    schema: fundingEnv,
    environment: {
      TOP_UPS_TABLE: tables.topUps.tableName,
      WALLETS_TABLE: tables.wallets.tableName,
      TRANSFERS_TABLE: tables.transfers.tableName,
      JOURNAL_TABLE: tables.journal.tableName,
      FUNDING_QUEUE_URL: queues.funding.queue.queueUrl,
      FUNDING_SECRET_ID: secrets.funding.secretArn,
      FUNDING_PROVIDER: stage.funding.provider,
      FUNDING_API_URL: stage.funding.apiUrl,
      ...limits,
    },
    // Three calls of the provider, each tried three times.
    timeout: Duration.seconds(20),
    memorySize: 1024,
    impact: "People cannot put money into their wallets, and what they have paid comes late.",
  });
  allowItems(funding, tables.topUps, { actions: ["GetItem", "PutItem", "UpdateItem"] });
  // Whether somebody has a wallet, and whether a payment was credited.
  allowItems(funding, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
  allowItems(funding, tables.transfers, { actions: ["GetItem"] });
  funding.allow(readSecret, secrets.funding.secretArn);
  queues.funding.takesFrom(funding);
  queues.funding.feeds(ledger, { maxConcurrency: 5 });
  allowItems(clockwork, tables.transfers, { actions: ["GetItem"] });
  clockwork.allow(readSecret, secrets.fundingBooks.secretArn);
  return funding;
};
