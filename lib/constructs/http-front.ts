import { HttpApi, HttpNoneAuthorizer, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import type { IHttpRouteAuthorizer, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { PiafFunction } from "./piaf-function.ts";

/** Method and path, such as `GET /v1/me`. */
export type Route = `${"GET" | "POST" | "PUT" | "DELETE"} /${string}`;

/**
 * Neither addresses nor names: what was asked, how it ended, how many milliseconds it took, and what the integration had to
 * complain of, between blanks: names beside them would double the bill, and CloudWatch adds the time itself.
 */
const accessLogLine = [
  "$context.requestId",
  "$context.routeKey",
  "$context.status",
  "$context.responseLatency",
  "$context.integrationErrorMessage",
].join(" ");

/** The HTTP API. What is not said to be open asks for a token of the identity provider. */
export class HttpFront extends Construct {
  readonly api: HttpApi;
  /** `<host>`, without a scheme. */
  readonly host: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.api = new HttpApi(this, "api", { apiName: `piaf-${stage.name}`, createDefaultStage: false });
    this.host = `${this.api.apiId}.execute-api.${Stack.of(this).region}.amazonaws.com`;
    const log = new LogGroup(this, "log", {
      retention: stage.logRetention,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "stage", {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(accessLogLine),
      },
    });
  }

  /** Whoever holds an access token that `issuer` made for `clientId`. */
  signedIn(issuer: string, { clientId }: { readonly clientId: string }): IHttpRouteAuthorizer {
    return new HttpJwtAuthorizer("signed-in", issuer, { jwtAudience: [clientId] });
  }

  /** Answers these routes with `fn`. */
  route(
    fn: PiafFunction,
    { routes, authorizer }: { routes: readonly Route[]; authorizer?: IHttpRouteAuthorizer },
  ): void {
    const integration = new HttpLambdaIntegration(`${fn.node.id}-integration`, fn, { scopePermissionToRoute: false });
    for (const route of routes) {
      const [method, path] = route.split(" ") as [HttpMethod, string];
      this.api.addRoutes({ path, methods: [method], integration, authorizer: authorizer ?? new HttpNoneAuthorizer() });
    }
  }
}
