import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { apiEnv } from "../../functions/api/env.ts";
import { clockworkEnv } from "../../functions/clockwork/env.ts";
import { enrolEnv } from "../../functions/enrol/env.ts";
import { ledgerEnv } from "../../functions/ledger/env.ts";
import { notifierEnv } from "../../functions/notifier/env.ts";
import { parserEnv } from "../../functions/parser/env.ts";
import { relayEnv } from "../../functions/relay/env.ts";
import { webhookEnv } from "../../functions/webhook/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import { consumerTimeouts, type PiafQueues } from "./piaf-queues.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

const xApiUrl = "https://api.x.com";
const readSecret = ["secretsmanager:GetSecretValue"];

export type PiafFunctionsProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly queues: PiafQueues;
  readonly issuer: string;
  readonly clientId: string;
  readonly appOrigin: string;
  readonly xBotUserId: string;
};

/** The eight functions, each with what it is told and what it may do. What is not granted here, it may not do. */
export class PiafFunctions extends Construct {
  readonly webhook: PiafFunction;
  readonly parser: PiafFunction;
  readonly api: PiafFunction;
  readonly enrol: PiafFunction;
  readonly relay: PiafFunction;
  readonly ledger: PiafFunction;
  readonly notifier: PiafFunction;
  readonly clockwork: PiafFunction;

  constructor(scope: Construct, id: string, props: PiafFunctionsProps) {
    super(scope, id);
    this.webhook = this.createWebhook(props);
    this.parser = this.createParser(props);
    this.api = this.createApi(props);
    this.enrol = this.createEnrol(props);
    this.relay = this.createRelay(props);
    this.ledger = this.createLedger(props);
    this.notifier = this.createNotifier(props);
    this.clockwork = this.createClockwork(props);
  }

  private createWebhook({ stage, alarms, queues, secrets, xBotUserId }: PiafFunctionsProps): PiafFunction {
    const webhook = new PiafFunction(this, "webhook", {
      stage,
      alarms,
      schema: webhookEnv,
      environment: {
        INBOUND_QUEUE_URL: queues.inbound.queue.queueUrl,
        X_SECRET_ID: secrets.x.secretArn,
        X_BOT_USER_ID: xBotUserId,
      },
      timeout: Duration.seconds(5),
      memorySize: 1024,
      impact: "The network's deliveries are refused: posts reach Piaf late, when the network repeats them.",
    });
    queues.inbound.takesFrom(webhook);
    webhook.allow(readSecret, secrets.x.secretArn);
    return webhook;
  }

  private createParser({ stage, alarms, queues, tables, xBotUserId }: PiafFunctionsProps): PiafFunction {
    const parser = new PiafFunction(this, "parser", {
      stage,
      alarms,
      schema: parserEnv,
      environment: {
        STAGE: stage.name,
        INTENTS_TABLE: tables.intents.tableName,
        HOLDERS_TABLE: tables.holders.tableName,
        X_BOT_USER_ID: xBotUserId,
      },
      timeout: consumerTimeouts.parser,
      memorySize: 512,
      impact: "Posts do not show up in the app.",
    });
    queues.inbound.feeds(parser, { maxConcurrency: 20 });
    allowItems(parser, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"] });
    allowItems(parser, tables.holders, { actions: ["GetItem", "Query"] });
    return parser;
  }

  private createApi({ stage, alarms, tables }: PiafFunctionsProps): PiafFunction {
    const api = new PiafFunction(this, "api", {
      stage,
      alarms,
      schema: apiEnv,
      environment: {
        STAGE: stage.name,
        INTENTS_TABLE: tables.intents.tableName,
        HOLDERS_TABLE: tables.holders.tableName,
        PEOPLE_TABLE: tables.people.tableName,
        WALLETS_TABLE: tables.wallets.tableName,
        TRANSFERS_TABLE: tables.transfers.tableName,
        JOURNAL_TABLE: tables.journal.tableName,
      },
      timeout: Duration.seconds(10),
      memorySize: 1024,
      impact: "The app shows errors: people can neither see nor approve payments.",
    });
    allowItems(api, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"], queries: ["by-payer"] });
    allowItems(api, tables.people, { actions: ["GetItem", "PutItem", "UpdateItem", "DeleteItem"] });
    allowItems(api, tables.holders, { actions: ["GetItem", "Query"] });
    allowItems(api, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
    allowItems(api, tables.transfers, { actions: ["BatchGetItem"] });
    allowItems(api, tables.journal, { actions: ["Query"] });
    return api;
  }

  private createEnrol({ stage, alarms, tables, secrets, ...told }: PiafFunctionsProps): PiafFunction {
    const enrol = new PiafFunction(this, "enrol", {
      stage,
      alarms,
      schema: enrolEnv,
      environment: {
        STAGE: stage.name,
        HOLDERS_TABLE: tables.holders.tableName,
        PINS_TABLE: tables.pins.tableName,
        PIN_SECRET_ID: secrets.pin.secretArn,
        X_SECRET_ID: secrets.x.secretArn,
        X_API_URL: xApiUrl,
        IDENTITY_ISSUER: told.issuer,
        IDENTITY_JWKS_URL: `${told.issuer}/.well-known/jwks.json`,
        IDENTITY_CLIENT_ID: told.clientId,
        APP_ORIGINS: told.appOrigin,
      },
      timeout: Duration.seconds(10),
      memorySize: 1024,
      impact: "New phones and networks cannot be added, and payments by PIN cannot be approved.",
    });
    allowItems(enrol, tables.holders, {
      actions: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    });
    allowItems(enrol, tables.pins, { actions: ["GetItem", "PutItem", "UpdateItem"] });
    enrol.allow(readSecret, secrets.pin.secretArn, secrets.x.secretArn);
    return enrol;
  }

  private createRelay({ stage, alarms, tables, queues }: PiafFunctionsProps): PiafFunction {
    const relay = new PiafFunction(this, "relay", {
      stage,
      alarms,
      schema: relayEnv,
      environment: {
        LEDGER_QUEUE_URL: queues.ledger.queue.queueUrl,
        NOTICES_QUEUE_URL: queues.notices.queue.queueUrl,
        INTENTS_STREAM_ARN: tables.intents.tableStreamArn ?? "",
        HOLDERS_STREAM_ARN: tables.holders.tableStreamArn ?? "",
      },
      timeout: Duration.seconds(15),
      memorySize: 512,
      impact: "Approved payments are not settled, and people are told nothing, until clockwork relays them again.",
    });
    queues.ledger.takesFrom(relay);
    queues.notices.takesFrom(relay);
    return relay;
  }

  private createLedger({ stage, alarms, tables, secrets, queues, appOrigin }: PiafFunctionsProps): PiafFunction {
    const ledger = new PiafFunction(this, "ledger", {
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
        PIN_SECRET_ID: secrets.pin.secretArn,
        LEDGER_QUEUE_ARN: queues.ledger.queue.queueArn,
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
    // Pages are written once, and never read here.
    allowItems(ledger, tables.journal, { actions: ["PutItem"] });
    allowItems(ledger, tables.evidence, { actions: ["PutItem"] });
    allowItems(ledger, tables.intents, { actions: ["GetItem", "UpdateItem"] });
    allowItems(ledger, tables.holders, { actions: ["GetItem", "Query"] });
    ledger.allow(readSecret, secrets.pin.secretArn);
    return ledger;
  }

  private createNotifier({ stage, alarms, tables, secrets, queues }: PiafFunctionsProps): PiafFunction {
    const notifier = new PiafFunction(this, "notifier", {
      stage,
      alarms,
      schema: notifierEnv,
      environment: {
        REPLIES_TABLE: tables.replies.tableName,
        X_SECRET_ID: secrets.x.secretArn,
        X_API_URL: xApiUrl,
      },
      timeout: consumerTimeouts.notifier,
      memorySize: 512,
      impact: "People get no reply to their posts; the app still shows every payment.",
    });
    queues.notices.feeds(notifier, { maxConcurrency: 5 });
    allowItems(notifier, tables.replies, { actions: ["GetItem", "PutItem", "UpdateItem"] });
    notifier.allow(readSecret, secrets.x.secretArn);
    return notifier;
  }

  private createClockwork({ stage, alarms, tables }: PiafFunctionsProps): PiafFunction {
    const clockwork = new PiafFunction(this, "clockwork", {
      stage,
      alarms,
      schema: clockworkEnv,
      environment: { INTENTS_TABLE: tables.intents.tableName },
      timeout: Duration.seconds(50),
      memorySize: 512,
      impact: "Old proposals do not expire, and payments whose message was lost stay unsettled.",
    });
    allowItems(clockwork, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"], queries: ["by-due"] });
    return clockwork;
  }
}
