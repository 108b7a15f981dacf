import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { PiafFunction } from "../../lib/constructs/piaf-function.ts";
import type { PiafFunctions } from "../../lib/constructs/piaf-functions.ts";
import { addPiaf } from "../../lib/piaf.ts";
import { createApp, idIn, stageForTest, synthesize } from "./support/synthesized.ts";

type FunctionName = {
  [K in keyof PiafFunctions]: PiafFunctions[K] extends PiafFunction ? K : never;
}[keyof PiafFunctions];

const piaf = synthesize("dev");
const only = (type: string) => piaf.every(type)[0]!.Properties;

describe("the API", () => {
  const routes = piaf
    .every("AWS::ApiGatewayV2::Route")
    .map(({ Properties }) => Properties)
    .filter(({ RouteKey }) => !RouteKey.startsWith("$"));

  test("asks for a token on every route, but for the webhooks, its own description and the published keys", () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== "JWT").map(({ RouteKey }) => RouteKey);
    expect(open.sort()).toEqual([
      "GET /v1/keys.json",
      "GET /v1/openapi.json",
      "GET /webhooks/{channel}",
      "POST /webhooks/bank/{bank}",
      "POST /webhooks/funding/{provider}",
      "POST /webhooks/{channel}",
    ]);
    const closed = routes.filter(({ AuthorizationType }) => AuthorizationType === "JWT");
    expect(closed.length).toBeGreaterThanOrEqual(13);
    for (const { RouteKey, AuthorizerId } of closed)
      expect(idIn(AuthorizerId), RouteKey).toBe(piaf.every("AWS::ApiGatewayV2::Authorizer")[0]!.id);
  });

  test("takes the tokens that the user pool made for the app", () => {
    const { JwtConfiguration } = only("AWS::ApiGatewayV2::Authorizer");
    expect(JwtConfiguration.Audience.map(idIn)).toEqual([piaf.every("AWS::Cognito::UserPoolClient")[0]!.id]);
    expect(JwtConfiguration.Issuer).toEqual(piaf.stateless.resolve(piaf.stateful.identity.issuer));
  });

  test("answers each route with the function that may do it", () => {
    const answering = (fn: FunctionName) => {
      const arn = JSON.stringify(piaf.stateless.resolve(piaf.stateless.functions[fn].functionArn));
      const integrations = piaf
        .every("AWS::ApiGatewayV2::Integration")
        .filter(({ Properties }) => JSON.stringify(Properties.IntegrationUri).includes(arn));
      const ids = integrations.map(({ id }) => id);
      return routes
        .filter(({ Target }) => ids.some((id) => JSON.stringify(Target).includes(`"${id}"`)))
        .map(({ RouteKey }) => RouteKey);
    };
    expect(answering("webhook")).toHaveLength(2);
    expect(answering("enrol").every((route: string) => /\/v1\/me\/(keys|pin|links)/.test(route))).toBe(true);
    expect(answering("enrol")).toHaveLength(6);
    expect(answering("funding").every((route: string) => /\/(top-ups|webhooks\/funding)/.test(route))).toBe(true);
    expect(answering("funding")).toHaveLength(3);
    expect(answering("bank").sort()).toEqual([
      "GET /v1/me/bank",
      "POST /v1/payouts/check",
      "POST /webhooks/bank/{bank}",
    ]);
    expect(answering("api").every((route: string) => / \/v1\//.test(route))).toBe(true);
    const each = Object.keys(piaf.stateless.functions).filter((name) => name !== "node");
    const answered = (each as FunctionName[]).flatMap(answering);
    expect(answered.sort()).toEqual(routes.map(({ RouteKey }) => RouteKey).sort());
  });

  test("is throttled, and logs neither addresses nor names", () => {
    const stages = piaf.every("AWS::ApiGatewayV2::Stage").map(({ Properties }) => Properties);
    expect(stages.map(({ StageName }) => StageName).sort()).toEqual(["$default", "live"]);
    for (const stage of stages) {
      expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
      expect(stage.AccessLogSettings.Format).not.toMatch(/sourceIp|userAgent|claims|path|connectionId/);
    }
  });
});

describe("the sockets", () => {
  const routes = piaf
    .every("AWS::ApiGatewayV2::Route")
    .map(({ id, Properties }) => ({ id, ...Properties }))
    .filter(({ RouteKey }) => RouteKey.startsWith("$"));

  test("are opened, used and ended by live alone, and what it says goes back only where something was said", () => {
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(["$connect", "$default", "$disconnect"]);
    const arn = JSON.stringify(piaf.stateless.resolve(piaf.stateless.functions.live.functionArn)).slice(1, -1);
    const lives = piaf
      .every("AWS::ApiGatewayV2::Integration")
      .filter(({ Properties }) => JSON.stringify(Properties.IntegrationUri).includes(arn));
    expect(lives).toHaveLength(3);
    const answering = piaf.every("AWS::ApiGatewayV2::RouteResponse").map(({ Properties }) => idIn(Properties.RouteId));
    expect(answering).toEqual([routes.find(({ RouteKey }) => RouteKey === "$default").id]);
  });

  test("are reached on the app's origin: the stage is called as the path is", () => {
    const { Origins, CacheBehaviors } = only("AWS::CloudFront::Distribution").DistributionConfig;
    const behaviour = CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === "/live");
    const origin = Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId);
    const [api] = piaf
      .every("AWS::ApiGatewayV2::Api")
      .filter(({ Properties }) => Properties.ProtocolType === "WEBSOCKET");
    expect(JSON.stringify(origin.DomainName)).toContain(`{"Ref":"${api!.id}"}`);
  });
});

describe("the app", () => {
  const { DistributionConfig: site } = only("AWS::CloudFront::Distribution");

  test("shares its origin with the API, the webhooks and the sockets", () => {
    const paths = site.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
    expect(paths).toEqual(["/v1/*", "/webhooks/*", "/live"]);
  });

  test("never hides an answer of the API behind its page", () => expect(site.CustomErrorResponses).toBeUndefined());

  test("never has an answer of the API from a cache", () => {
    const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    for (const behaviour of site.CacheBehaviors) expect(behaviour.CachePolicyId).toBe(cachingDisabled);
  });

  test("lies in a private bucket that only CloudFront reads", () => {
    expect(Object.values(only("AWS::S3::Bucket").PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const allowed = only("AWS::S3::BucketPolicy").PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === "Allow",
    );
    expect(allowed).toMatchObject([{ Action: "s3:GetObject", Principal: { Service: "cloudfront.amazonaws.com" } }]);
  });

  test("runs nothing that is not its own, and in nobody's frame", () => {
    const headers = only("AWS::CloudFront::ResponseHeadersPolicy").ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const policy = JSON.stringify(headers.ContentSecurityPolicy.ContentSecurityPolicy);
    expect(policy).toContain(
      "default-src 'none'; script-src 'self' https://js.stripe.com https://*.js.stripe.com; " +
        "frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com; style-src 'self';",
    );
    expect(policy).toContain(" https://api.stripe.com; base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe| \*/);
    // No other stage's page may load what its cards do not need.
    expect(JSON.stringify(synthesize("local").every("AWS::CloudFront::ResponseHeadersPolicy"))).not.toMatch(
      /stripe|\*/,
    );
    for (const behaviour of [site.DefaultCacheBehavior, ...site.CacheBehaviors]) {
      expect(idIn(behaviour.ResponseHeadersPolicyId)).toBe(piaf.every("AWS::CloudFront::ResponseHeadersPolicy")[0]!.id);
    }
  });

  test("is copied under /app/, pages last, with its configuration", () => {
    const copies = piaf.every("Custom::CDKBucketDeployment").map(({ Properties }) => Properties);
    expect(copies.map(({ DestinationBucketKeyPrefix, Prune }) => [DestinationBucketKeyPrefix, Prune])).toEqual([
      ["app", false],
      ["app", false],
    ]);
    expect(copies.map(({ SystemMetadata }) => SystemMetadata["cache-control"])).toEqual([
      "public, max-age=31536000, immutable",
      "no-cache",
    ]);
    expect(copies[1]?.SourceMarkers.length).toBe(2);
  });

  const app = createApp();
  test("that has not been built is asked for in one sentence", () => {
    const deploy = () => addPiaf(app, { ...stageForTest("dev"), appFolder: "dist/nowhere" });
    expect(deploy).toThrow('There is no built app in dist/nowhere: run "npm run build:app" first.');
  });
});

describe("signing in", () => {
  const client = only("AWS::Cognito::UserPoolClient");

  test("puts nobody's e-mail address into a token", () => {
    expect(client.ReadAttributes).toEqual(["name"]);
    expect(client.WriteAttributes).toBeUndefined();
  });

  test("gives short-lived tokens, and a refresh token that works once and can be revoked", () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { AccessToken: "minutes", RefreshToken: "minutes" },
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 30 },
      EnableTokenRevocation: true,
    });
    // Cognito refuses a client that has both, since this one's refresh tokens do not rotate.
    expect(client.ExplicitAuthFlows).not.toContain("ALLOW_REFRESH_TOKEN_AUTH");
  });
});

describe("a path of the app", () => {
  const file = join(import.meta.dirname, "..", "..", "lib", "constructs", "app-paths.js");
  const answer = (uri: string): unknown =>
    runInNewContext(
      `${readFileSync(file, "utf8")}; JSON.stringify(handler({ request: { uri: ${JSON.stringify(uri)} } }))`,
    );
  const asked = (uri: string) => JSON.stringify({ uri });

  test.each(["/app/", "/app/intents/pi_1", "/app/sign-in"])("%s gets the page", (uri) => {
    expect(answer(uri)).toBe(asked("/app/index.html"));
  });
  test.each(["/app/config.json", "/app/assets/index-BZ2.js", "/favicon.ico", "/other"])(
    "%s stays what it is",
    (uri) => {
      expect(answer(uri)).toBe(asked(uri));
    },
  );
  test.each(["/", "/app"])("%s leads to the app", (uri) => {
    expect(JSON.parse(String(answer(uri)))).toMatchObject({
      statusCode: 302,
      headers: { location: { value: "/app/" } },
    });
  });
});

test("the API writes a line for each request without names, addresses or tokens", () => {
  const [stage] = piaf.every("AWS::ApiGatewayV2::Stage");
  const { Format } = stage!.Properties.AccessLogSettings;
  expect(Format).toContain("$context.requestId");
  expect(Format).not.toMatch(/identity|authorizer|domainName|path\b/i);
  expect(Format.length).toBeLessThan(150);
});

test("one request in a hundred leaves a trace", () => {
  const [rule] = piaf.every("AWS::XRay::SamplingRule");
  expect(rule!.Properties.SamplingRule).toMatchObject({ FixedRate: 0.01, ReservoirSize: 0, RuleName: "piaf-dev" });
});
