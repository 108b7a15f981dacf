import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { Alarms } from "../constructs/alarms.ts";
import { BankSchedule } from "../constructs/bank-schedule.ts";
import { AppClient } from "../constructs/app-client.ts";
import { networksFor } from "../constructs/app-networks.ts";
import { AppSite } from "../constructs/app-site.ts";
import { ring } from "../constructs/clockwork-task.ts";
import { DailyClose } from "../constructs/daily-close.ts";
import { FundingCheck } from "../constructs/funding-check.ts";
import { LiveApi } from "../constructs/live-api.ts";
import { HttpFront } from "../constructs/http-front.ts";
import { PiafFunctions } from "../constructs/piaf-functions.ts";
import { PiafQueues } from "../constructs/piaf-queues.ts";
import { StreamRelay } from "../constructs/stream-relay.ts";
import { TraceSampling } from "../constructs/trace-sampling.ts";
import type { Stage } from "../stages.ts";
import type { StatefulStack } from "./stateful-stack.ts";

export type StatelessStackProps = StackProps & { readonly stage: Stage; readonly stateful: StatefulStack };

/** Of `api`, for who is signed in. */
const apiRoutes = [
  "GET /v1/me",
  "GET /v1/me/contacts",
  "PUT /v1/me/contacts/{channel}/{user_id}",
  "DELETE /v1/me/contacts/{channel}/{user_id}",
  "GET /v1/me/preferences",
  "PUT /v1/me/preferences",
  "GET /v1/me/limits",
  "PUT /v1/me/limits",
  "POST /v1/me/limits/raise",
  "DELETE /v1/me/limits/raise",
  "POST /v1/me/freeze",
  "POST /v1/me/unfreeze",
  "GET /v1/me/close",
  "POST /v1/me/close",
  "GET /v1/me/changes/{id}",
  "GET /v1/me/blocks",
  "PUT /v1/me/blocks/{channel}/{user_id}",
  "DELETE /v1/me/blocks/{channel}/{user_id}",
  "POST /v1/payouts",
  "GET /v1/payouts",
  "GET /v1/payouts/{id}",
  "GET /v1/activity",
  "GET /v1/activity/summary",
  "GET /v1/receipts/{transfer}",
  "POST /v1/returns",
  "GET /v1/cases",
  "POST /v1/cases",
  "GET /v1/cases/{id}",
  "POST /v1/cases/{id}/steps",
  "GET /v1/intents",
  "POST /v1/intents",
  "GET /v1/intents/{id}",
  "POST /v1/intents/{id}/approve",
  "POST /v1/intents/{id}/decline",
  "POST /v1/intents/{id}/report",
  "POST /v1/intents/{id}/retry",
  "POST /v1/intents/{id}/take-back",
  "POST /v1/me/push-subscriptions",
  "DELETE /v1/me/push-subscriptions/{id}",
] as const;

const addRoutes = (front: HttpFront, functions: PiafFunctions, signedIn: IHttpRouteAuthorizer): void => {
  front.route(functions.webhook, { routes: ["GET /webhooks/{channel}", "POST /webhooks/{channel}"] });
  front.route(functions.api, { routes: ["GET /v1/openapi.json", "GET /v1/keys.json"] });
  front.route(functions.api, { authorizer: signedIn, routes: apiRoutes });
  front.route(functions.lookup, { authorizer: signedIn, routes: ["GET /v1/payees/{channel}/{handle}"] });
  front.route(functions.rights, {
    authorizer: signedIn,
    routes: ["GET /v1/me/export", "GET /v1/me/consents", "GET /v1/me/history", "GET /v1/me/statements/{month}"],
  });
  front.route(functions.funding, { routes: ["POST /webhooks/funding/{provider}"] });
  front.route(functions.funding, { authorizer: signedIn, routes: ["POST /v1/top-ups", "GET /v1/top-ups/{id}"] });
  front.route(functions.bank, { routes: ["POST /webhooks/bank/{bank}"] });
  front.route(functions.bank, { authorizer: signedIn, routes: ["GET /v1/me/bank", "POST /v1/payouts/check"] });
  front.route(functions.enrol, {
    authorizer: signedIn,
    routes: [
      "POST /v1/me/keys",
      "DELETE /v1/me/keys/{key_id}",
      "PUT /v1/me/pin",
      "POST /v1/me/pin/check",
      "POST /v1/me/links/{channel}",
      "DELETE /v1/me/links/{channel}",
    ],
  });
};

/** What may be replaced at any time: queues, functions, the API and the app. */
export class StatelessStack extends Stack {
  readonly queues: PiafQueues;
  readonly functions: PiafFunctions;
  readonly site: AppSite;

  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    super(scope, id, props);
    const { stage, stateful } = props;
    const { tables, identity, secrets, rootKey } = stateful;
    const alarms = new Alarms(this, "alarms");
    const front = new HttpFront(this, "front", stage);
    const live = new LiveApi(this, "live", { stage, alarms });
    this.site = new AppSite(this, "site", {
      takesStripe: stage.funding.provider === "stripe",
      apiHost: front.host,
      live: { host: live.host, path: `/${LiveApi.stageName}` },
      identityOrigin: identity.origin,
    });
    const client = new AppClient(this, "client", { identity, origin: this.site.origin });
    this.queues = new PiafQueues(this, "queues", { stage, alarms });
    this.functions = new PiafFunctions(this, "functions", {
      stage,
      alarms,
      tables,
      secrets,
      rootKey,
      queues: this.queues,
      live,
      issuer: identity.issuer,
      userPool: identity.pool,
      clientId: client.id,
      appOrigin: this.site.origin,
      xBotUserId: stage.xBotUserId ?? this.askForBot(),
    });
    new StreamRelay(this, "relay", {
      stage,
      alarms,
      relay: this.functions.relay,
      intents: tables.intents,
      holders: tables.holders,
    });
    new Rule(this, "every-minute", {
      description: "Expiries, payments that hang, and people who have closed their accounts",
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.functions.clockwork), new LambdaFunction(this.functions.eraser)],
    });
    ring(this, "every-five-minutes", {
      ...{ task: "find_missed", target: this.functions.clockwork },
      every: Duration.minutes(5),
      description: "Posts that the networks did not deliver",
    });
    new DailyClose(this, "close", { alarms, clockwork: this.functions.clockwork });
    new FundingCheck(this, "funding-check", { alarms, clockwork: this.functions.clockwork });
    new BankSchedule(this, "bank", { stage, alarms, bank: this.functions.bank, clockwork: this.functions.clockwork });
    new TraceSampling(this, "traces", stage);
    addRoutes(front, this.functions, front.signedIn(identity.issuer, { clientId: client.id }));
    this.deployApp(stage, client);
    new CfnOutput(this, "app-address", { value: `${this.site.origin}/app/` });
    new CfnOutput(this, "alarms-topic", { value: alarms.topic.topicArn });
    new CfnOutput(this, "webhook-address", { value: `${this.site.origin}/webhooks/x` });
  }

  private deployApp(stage: Stage, client: AppClient): void {
    if (stage.appFolder === undefined) return;
    const networks = networksFor({ xClientId: stage.xClientId ?? this.askForXClient() });
    this.site.deploy(stage.appFolder, { config: { stage: stage.name, identity: client.config, networks } });
  }

  private askForXClient(): string {
    return new CfnParameter(this, "XClientId", {
      description: "The OAuth 2.0 client id of the bot's X application",
      allowedPattern: ".+",
      constraintDescription: "the client id, as in the secret of the keys",
    }).valueAsString;
  }

  private askForBot(): string {
    return new CfnParameter(this, "XBotUserId", {
      description: "The numeric id of the bot's X account",
      allowedPattern: "[0-9]+",
      constraintDescription: "digits only: the permanent id, not the handle",
    }).valueAsString;
  }
}
