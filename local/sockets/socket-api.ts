import { Refusal } from "../refusal.ts";
import type { Declared, Deployment } from "../template/declared.ts";

type SocketRoute = {
  readonly functionArn: string;
  /** Whether what the function answers goes to the socket. */
  readonly answers: boolean;
};

/** The WebSocket API of the template. */
export type SocketApi = {
  readonly id: string;
  readonly stage: string;
  /** By key; `$default` takes what no other does. */
  readonly routes: ReadonlyMap<string, SocketRoute>;
};

/** Whether a route, an integration or a stage is of a WebSocket API. */
export const isOfSockets = (deployment: Deployment, { properties }: Declared): boolean =>
  deployment
    .ofType("AWS::ApiGatewayV2::Api")
    .some((api) => api.properties.ProtocolType === "WEBSOCKET" && api.ref === properties.ApiId);

const expect = (actual: unknown, expected: string, what: string): void => {
  if (actual !== expected) throw new Refusal(`local/ does not know ${what} ${JSON.stringify(actual)}.`);
};

const functionArnOf = (deployment: Deployment, { logicalId, properties }: Declared): string => {
  const integration = deployment
    .ofType("AWS::ApiGatewayV2::Integration")
    .find(({ ref }) => `integrations/${ref}` === properties.Target);
  if (integration === undefined) throw new Refusal(`the integration of ${logicalId} is not in the template.`);
  expect(integration.properties.IntegrationType, "AWS_PROXY", "the integration type");
  const uri = String(integration.properties.IntegrationUri);
  const [, arn] = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  if (arn === undefined) throw new Refusal(`local/ does not know the integration ${uri}.`);
  return arn;
};

/** Undefined for a template without one. Throws a `Refusal` that names what of it is not known here. */
export const socketApiOf = (deployment: Deployment): SocketApi | undefined => {
  const [api, another] = deployment
    .ofType("AWS::ApiGatewayV2::Api")
    .filter(({ properties }) => properties.ProtocolType === "WEBSOCKET");
  if (api === undefined) return undefined;
  if (another !== undefined) throw new Refusal("local/ knows one WebSocket API, and the template has two.");
  expect(api.properties.RouteSelectionExpression, "$request.body.action", "the route selection");
  const ofApi = (type: string): readonly Declared[] =>
    deployment.ofType(type).filter(({ properties }) => properties.ApiId === api.ref);
  const [stage] = ofApi("AWS::ApiGatewayV2::Stage");
  if (stage === undefined) throw new Refusal(`the WebSocket API ${api.logicalId} has no stage.`);
  const answering = ofApi("AWS::ApiGatewayV2::RouteResponse").map(({ properties }) => properties.RouteId);
  const routes = ofApi("AWS::ApiGatewayV2::Route").map((route): readonly [string, SocketRoute] => {
    expect(route.properties.AuthorizationType ?? "NONE", "NONE", `the authorization of ${route.logicalId}`);
    const answers = answering.includes(route.ref);
    return [String(route.properties.RouteKey), { functionArn: functionArnOf(deployment, route), answers }];
  });
  return { id: api.ref, stage: String(stage.properties.StageName), routes: new Map(routes) };
};
