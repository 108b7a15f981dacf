import { ArnFormat, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat, CfnAccount } from "aws-cdk-lib/aws-apigateway";
import { LogGroupLogDestination, WebSocketApi, WebSocketStage } from "aws-cdk-lib/aws-apigatewayv2";
import { WebSocketLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";

/** Neither addresses nor names, and nothing of what was said: the first message is a token. */
const accessLogLine = {
  request: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  latencyMs: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
};

export type LiveApiProps = { readonly stage: Stage; readonly alarms: Alarms };

/** The sockets of open phones, a WebSocket API. Who may hear what is decided by what a phone says first, not here. */
export class LiveApi extends Construct {
  /** Also the path under which CloudFront brings it to the app's origin: a WebSocket API answers below its stage's name. */
  static readonly stageName = "live";
  /** `<host>`, without a scheme. */
  readonly host: string;
  /** Where what is sent to a socket goes. */
  readonly socketsUrl: string;
  private readonly api: WebSocketApi;

  constructor(scope: Construct, id: string, { stage, alarms }: LiveApiProps) {
    super(scope, id);
    this.api = new WebSocketApi(this, "api", { apiName: `piaf-${stage.name}-live` });
    this.host = `${this.api.apiId}.execute-api.${Stack.of(this).region}.amazonaws.com`;
    this.socketsUrl = `https://${this.host}/${LiveApi.stageName}`;
    const log = new LogGroup(this, "log", {
      retention: stage.logRetention,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const open = new WebSocketStage(this, "stage", {
      webSocketApi: this.api,
      stageName: LiveApi.stageName,
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
    open.node.addDependency(this.allowLogs());
    this.watch(alarms);
  }

  /** Lets `fn` answer what phones say. */
  answeredBy(fn: PiafFunction): void {
    for (const key of ["$connect", "$disconnect", "$default"]) {
      const integration = new WebSocketLambdaIntegration(`${key.slice(1)}-integration`, fn);
      this.api.addRoute(key, { integration, returnResponse: key === "$default" });
    }
  }

  /** Lets `fn` send to sockets, or end them. */
  allow(fn: PiafFunction, { to }: { readonly to: "send" | "end" }): void {
    const method = to === "send" ? "POST" : "DELETE";
    const socket = Stack.of(this).formatArn({
      service: "execute-api",
      resource: this.api.apiId,
      resourceName: `${LiveApi.stageName}/${method}/@connections/*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    fn.allow(["execute-api:ManageConnections"], socket);
  }

  /** A WebSocket API writes its log by a role that the account has for the whole region: it outlives this stack. */
  private allowLogs(): CfnAccount {
    const role = new Role(this, "log-role", {
      assumedBy: new ServicePrincipal("apigateway.amazonaws.com"),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs")],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const account = new CfnAccount(this, "account", { cloudWatchRoleArn: role.roleArn });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }

  private watch(alarms: Alarms): void {
    for (const metricName of ["IntegrationError", "ExecutionError"]) {
      alarms.add(`live-${metricName}`, {
        metric: new Metric({
          namespace: "AWS/ApiGateway",
          metricName,
          dimensionsMap: { ApiId: this.api.apiId, Stage: LiveApi.stageName },
          period: Duration.minutes(5),
          statistic: "Sum",
        }),
        above: 0,
        periods: 3,
        impact: "Open phones hear of changes only when they ask by themselves, every half second, and cost more.",
        runbook: "sockets-fail",
      });
    }
  }
}
