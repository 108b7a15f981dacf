import { Refusal } from "../refusal.ts";
import { isOfSockets } from "../sockets/socket-api.ts";
import type { Declared, Deployment } from "../template/declared.ts";

/** Who may call a route: a JWT authorizer of the template. */
export type JwtAuthorizer = {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
};

export type ApiRoute = {
  /** As the template has it, such as "POST /v1/intents/{id}/approve". */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly functionArn: string;
  readonly authorizer: JwtAuthorizer | undefined;
};

const expect = (actual: unknown, expected: string, what: string): void => {
  if (actual !== expected) throw new Refusal(`local/ does not know ${what} ${JSON.stringify(actual)}.`);
};

type Reading = { readonly deployment: Deployment; readonly mapIssuer: (issuer: string) => string };

const authorizerOf = (
  { deployment, mapIssuer }: Reading,
  { logicalId, properties }: Declared,
): JwtAuthorizer | undefined => {
  if ((properties.AuthorizationType ?? "NONE") === "NONE") return undefined;
  expect(properties.AuthorizationType, "JWT", `the authorization of ${logicalId}`);
  const authorizer = deployment
    .ofType("AWS::ApiGatewayV2::Authorizer")
    .find(({ ref }) => ref === properties.AuthorizerId);
  if (authorizer === undefined) throw new Refusal(`the authorizer of ${logicalId} is not in the template.`);
  const [source] = authorizer.properties.IdentitySource as readonly string[];
  expect(source, "$request.header.Authorization", "the identity source");
  const { Issuer, Audience } = authorizer.properties.JwtConfiguration as { Issuer: string; Audience: string[] };
  const scopes = (properties.AuthorizationScopes ?? []) as readonly string[];
  return { issuer: mapIssuer(Issuer), audiences: Audience, scopes };
};

const functionArnOf = (deployment: Deployment, { logicalId, properties }: Declared): string => {
  const integration = deployment
    .ofType("AWS::ApiGatewayV2::Integration")
    .find(({ ref }) => `integrations/${ref}` === properties.Target);
  if (integration === undefined) throw new Refusal(`the integration of ${logicalId} is not in the template.`);
  expect(integration.properties.IntegrationType, "AWS_PROXY", "the integration type");
  expect(integration.properties.PayloadFormatVersion, "2.0", "the payload format");
  return String(integration.properties.IntegrationUri);
};

const httpRoutesOf = (deployment: Deployment): readonly Declared[] =>
  deployment.ofType("AWS::ApiGatewayV2::Route").filter((route) => !isOfSockets(deployment, route));

/**
 * The routes of the HTTP API, with the local issuer in the place of the declared one. Throws a `Refusal` that names what
 * of them is not known here.
 */
export const routesOf = (deployment: Deployment, { mapIssuer }: Pick<Reading, "mapIssuer">): readonly ApiRoute[] =>
  httpRoutesOf(deployment).map((route) => {
    const key = String(route.properties.RouteKey);
    const [, method = "", path = ""] = /^(\w+) (\/\S*)$/.exec(key) ?? [];
    if (path === "") throw new Refusal(`local/ does not know the route ${key}.`);
    const functionArn = functionArnOf(deployment, route);
    return { key, method, path, functionArn, authorizer: authorizerOf({ deployment, mapIssuer }, route) };
  });
