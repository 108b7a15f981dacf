import { Refusal } from "../refusal.ts";
import { phones } from "../seed/people.ts";
import { region } from "./intrinsics.ts";
import { isOfSockets } from "../sockets/socket-api.ts";
import type { Declared, Deployment } from "./declared.ts";

/** A value that the template must have as AWS needs it, and what stands in its place on one machine. */
export type MappedValue = { readonly what: string; readonly declared: string; readonly local: string };

/** Independent of the port: ids of holders derive from it, and must survive another `--port`. */
export const localIssuer = "https://identity.piaf.localhost";

/** Stands for the endpoint of the function's own proxy, in the environment of each. */
export const ownProxy = "{proxy}";

const only = (deployment: Deployment, type: string): Declared => {
  const [resource] = deployment.ofType(type);
  if (resource === undefined) throw new Refusal(`the template has no ${type}.`);
  return resource;
};

/** Every origin at which the app is served: the plain one, and one for each phone. */
const appOrigins = (port: number): readonly string[] =>
  ["", ...phones.map((phone) => `${phone}.`)].map((name) => `http://${name}localhost:${port}`);

/** Where the template has what is sent to sockets go. */
const socketsUrl = (deployment: Deployment): string => {
  const stage = deployment.ofType("AWS::ApiGatewayV2::Stage").find((one) => isOfSockets(deployment, one));
  const { ApiId, StageName } = stage?.properties ?? {};
  return `https://${String(ApiId)}.execute-api.${region}.amazonaws.com/${String(StageName)}`;
};

/** The few values that differ from the template: printed at each start, so that nobody has to guess. */
export const mappedValues = (deployment: Deployment, { port }: { readonly port: number }): readonly MappedValue[] => {
  const issuer = only(deployment, "AWS::Cognito::UserPool").attributes.ProviderURL ?? "";
  const host = only(deployment, "AWS::CloudFront::Distribution").attributes.DomainName ?? "";
  const here = `http://127.0.0.1:${port}`;
  return [
    { what: "issuer of tokens", declared: issuer, local: localIssuer },
    { what: "keys of the issuer", declared: `${issuer}/.well-known/jwks.json`, local: `${here}/oidc/jwks` },
    { what: "origins of the app", declared: `https://${host}`, local: appOrigins(port).join(",") },
    { what: "API of the card provider", declared: "https://cards.sandbox.invalid", local: `${here}/sandbox-card` },
    { what: "API of the bank", declared: "https://bank.sandbox.invalid", local: `${here}/sandbox-bank` },
    { what: "API of X", declared: "https://api.x.com", local: `${here}/sim/x` },
    { what: "sockets, for who sends", declared: socketsUrl(deployment), local: `${ownProxy}/live` },
  ];
};

/** The local value in the place of a mapped one; any other stays as it is. */
export const mapValue = (values: readonly MappedValue[], value: string): string =>
  values.find(({ declared }) => declared === value)?.local ?? value;
