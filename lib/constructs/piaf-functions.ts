import { Duration } from "aws-cdk-lib";
import type { IUserPool } from "aws-cdk-lib/aws-cognito";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { apiEnv } from "../../functions/api/env.ts";
import { clockworkEnv } from "../../functions/clockwork/env.ts";
import { enrolEnv } from "../../functions/enrol/env.ts";
import { parserEnv } from "../../functions/parser/env.ts";
import { relayEnv } from "../../functions/relay/env.ts";
import { webhookEnv } from "../../functions/webhook/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { createEraserFunction } from "./eraser-function.ts";
import { createLedgerFunction } from "./ledger-function.ts";
import { createLookupFunction } from "./lookup-function.ts";
import { createBank } from "./bank.ts";
import { createFunding, fundingBooks } from "./funding.ts";
import type { LiveApi } from "./live-api.ts";
import { createLiveFunction } from "./live-function.ts";
import { createNotifierFunction } from "./notifier-function.ts";
import { createRightsFunction } from "./rights-function.ts";
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
  /** Signs the root of each day's transfers. */
  readonly rootKey: IKey;
  readonly queues: PiafQueues;
  /** The sockets of open phones. */
  readonly live: LiveApi;
  readonly issuer: string;
  /** Whose people may be removed. */
  readonly userPool: IUserPool;
  readonly clientId: string;
  readonly appOrigin: string;
  readonly xBotUserId: string;
};

const keysUrlOf = (issuer: string): string => `${issuer}/.well-known/jwks.json`;

/** Who signs people in, for which app, and where that lives. */
const identityOf = ({
  issuer,
  clientId,
  appOrigin,
}: Pick<PiafFunctionsProps, "issuer" | "clientId" | "appOrigin">) => ({
  IDENTITY_ISSUER: issuer,
  IDENTITY_JWKS_URL: keysUrlOf(issuer),
  IDENTITY_CLIENT_ID: clientId,
  APP_ORIGINS: appOrigin,
});

/** The functions, each with what it is told and what it may do. What is not granted here, it may not do. */
export class PiafFunctions extends Construct {
  readonly webhook: PiafFunction;
  readonly parser: PiafFunction;
  readonly api: PiafFunction;
  readonly enrol: PiafFunction;
  readonly relay: PiafFunction;
  readonly ledger: PiafFunction;
  readonly notifier: PiafFunction;
  readonly clockwork: PiafFunction;
  readonly funding: PiafFunction;
  readonly bank: PiafFunction;
  readonly lookup: PiafFunction;
  readonly live: PiafFunction;
  readonly rights: PiafFunction;
  readonly eraser: PiafFunction;

  constructor(scope: Construct, id: string, props: PiafFunctionsProps) {
    super(scope, id);
    this.webhook = this.createWebhook(props);
    this.parser = this.createParser(props);
    this.api = this.createApi(props);
    this.enrol = this.createEnrol(props);
    this.relay = this.createRelay(props);
    this.ledger = createLedgerFunction(this, props);
    this.notifier = createNotifierFunction(this, { ...props, xApiUrl });
    this.clockwork = this.createClockwork(props);
    this.funding = createFunding(this, { ...props, ledger: this.ledger, clockwork: this.clockwork });
    this.bank = createBank(this, { ...props, ledger: this.ledger, clockwork: this.clockwork });
    this.lookup = createLookupFunction(this, { ...props, xApiUrl });
    this.live = createLiveFunction(this, { ...props, identity: identityOf(props) });
    this.rights = createRightsFunction(this, props);
    this.eraser = createEraserFunction(this, props);
  }

  private createWebhook({ stage, alarms, queues, secrets, xBotUserId }: PiafFunctionsProps): PiafFunction {
    const webhook = new PiafFunction(this, "webhook", {
      stage,
      alarms,
      schema: webhookEnv,
      environment: {
        INBOUND_QUEUE_URL: queues.inbound.queue.queueUrl,
        ACCOUNTS_QUEUE_URL: queues.accounts.queue.queueUrl,
        X_SECRET_ID: secrets.x.secretArn,
        X_BOT_USER_ID: xBotUserId,
      },
      timeout: Duration.seconds(5),
      memorySize: 512,
      impact: "The network's deliveries are refused: posts reach Piaf late, when the network repeats them.",
    });
    queues.inbound.takesFrom(webhook);
    queues.accounts.takesFrom(webhook);
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
        PEOPLE_TABLE: tables.people.tableName,
        X_BOT_USER_ID: xBotUserId,
        POST_AGE_LIMIT_HOURS: "24",
      },
      timeout: consumerTimeouts.parser,
      memorySize: 512,
      impact: "Posts do not show up in the app.",
    });
    queues.inbound.feeds(parser, { maxConcurrency: 20 });
    allowItems(parser, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"] });
    allowItems(parser, tables.holders, { actions: ["GetItem", "Query"] });
    allowItems(parser, tables.people, { actions: ["GetItem"] });
    return parser;
  }

  private createApi({ stage, alarms, tables, rootKey, ...told }: PiafFunctionsProps): PiafFunction {
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
        EVIDENCE_TABLE: tables.evidence.tableName,
        CONTROLS_TABLE: tables.controls.tableName,
        PAYOUTS_TABLE: tables.payouts.tableName,
        LIMIT_RULES: stage.limitRules,
        CASE_RULES: stage.caseRules,
        CLOSES_TABLE: tables.closes.tableName,
        REPLIES_TABLE: tables.replies.tableName,
        PUSH_HOSTS: stage.pushHosts.join(","),
        ROOT_KEY_ARN: rootKey.keyArn,
        ...identityOf(told),
      },
      timeout: Duration.seconds(10),
      memorySize: 512,
      impact: "The app shows errors: people can neither see nor approve payments.",
    });
    allowItems(api, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"], queries: ["by-payer"] });
    allowItems(api, tables.people, { actions: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] });
    allowItems(api, tables.holders, { actions: ["GetItem", "Query"] });
    allowItems(api, tables.wallets, { actions: ["GetItem", "BatchGetItem"] });
    allowItems(api, tables.transfers, { actions: ["GetItem", "BatchGetItem"] });
    allowItems(api, tables.journal, { actions: ["Query"] });
    allowItems(api, tables.evidence, { actions: ["GetItem"] });
    allowItems(api, tables.controls, { actions: ["GetItem"] });
    allowItems(api, tables.payouts, { actions: ["GetItem"], queries: ["by-holder"] });
    allowItems(api, tables.closes, { actions: ["GetItem", "Query"] });
    // Where `notifier` publishes the key that phones subscribe to push messages with.
    allowItems(api, tables.replies, { actions: ["GetItem"] });
    api.allow(["kms:GetPublicKey"], rootKey.keyArn);
    return api;
  }

  private createEnrol({ stage, alarms, tables, secrets, queues, ...told }: PiafFunctionsProps): PiafFunction {
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
        ...identityOf(told),
      },
      timeout: consumerTimeouts.enrol,
      memorySize: 1024,
      impact: "New phones and networks cannot be added, and payments by PIN cannot be approved.",
    });
    queues.accounts.feeds(enrol, { maxConcurrency: 5 });
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

  private createClockwork({
    stage,
    alarms,
    tables,
    secrets,
    queues,
    rootKey,
    ...told
  }: PiafFunctionsProps): PiafFunction {
    const clockwork = new PiafFunction(this, "clockwork", {
      stage,
      alarms,
      schema: clockworkEnv,
      environment: {
        STAGE: stage.name,
        CASE_RULES: stage.caseRules,
        INTENTS_TABLE: tables.intents.tableName,
        WALLETS_TABLE: tables.wallets.tableName,
        TRANSFERS_TABLE: tables.transfers.tableName,
        JOURNAL_TABLE: tables.journal.tableName,
        CONTROLS_TABLE: tables.controls.tableName,
        CLAIMS_TABLE: tables.claims.tableName,
        CLOSES_TABLE: tables.closes.tableName,
        BANK_TABLE: tables.bank.tableName,
        ROOT_KEY_ARN: rootKey.keyArn,
        IDENTITY_JWKS_URL: keysUrlOf(told.issuer),
        INBOUND_QUEUE_URL: queues.inbound.queue.queueUrl,
        LEDGER_QUEUE_URL: queues.ledger.queue.queueUrl,
        X_SECRET_ID: secrets.x.secretArn,
        X_API_URL: xApiUrl,
        X_BOT_USER_ID: told.xBotUserId,
        ...fundingBooks(stage, secrets),
      },
      // The close of a large day takes most of it; a sweep takes seconds.
      timeout: Duration.minutes(10),
      memorySize: 1769,
      impact:
        "Old proposals do not expire, holds that nobody resolves are not given back, payments whose message was lost stay unsettled, posts that were not delivered " +
        "are missed, and the day is not closed.",
    });
    allowItems(clockwork, tables.intents, { actions: ["GetItem", "PutItem", "UpdateItem"], queries: ["by-due"] });
    // The close reads the ledger, and writes nothing but its own records.
    allowItems(clockwork, tables.wallets, { actions: ["GetItem", "BatchGetItem", "Scan"] });
    allowItems(clockwork, tables.transfers, { actions: ["BatchGetItem", "Scan"], queries: ["holds-by-due"] });
    allowItems(clockwork, tables.journal, { actions: ["Query"] });
    // What nobody has claimed in time, and whose raises are due, and nothing else of them.
    clockwork.allow(["dynamodb:Query"], `${tables.claims.tableArn}/index/claims-by-due`);
    clockwork.allow(["dynamodb:Query"], `${tables.controls.tableArn}/index/raises-by-due`);
    allowItems(clockwork, tables.closes, { actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem"] });
    clockwork.allow(["kms:Sign", "kms:GetPublicKey"], rootKey.keyArn);
    // What the webhook missed goes the way of what it was told.
    queues.inbound.takesFrom(clockwork);
    // Which holds are due: the ledger looks for itself whether they are.
    queues.ledger.takesFrom(clockwork);
    clockwork.allow(readSecret, secrets.x.secretArn);
    return clockwork;
  }
}
