import { describe, expect, it } from "vitest";
import { declaredMappings } from "../../../local/event-sources/event-sources.ts";
import { routesOf } from "../../../local/http/routes.ts";
import { schedulesOf } from "../../../local/schedules/schedules.ts";
import type { Resource, Stack, Template } from "../../../local/template/assembly.ts";
import { checkCoverage } from "../../../local/template/check-coverage.ts";
import { deploymentOf } from "../../../local/template/declared.ts";

const stack = (name: string, template: Partial<Template>): Stack => ({
  name,
  template: { Resources: {}, ...template },
  assetPath: () => undefined,
});

const deploy = (resources: Record<string, Resource>, template: Partial<Template> = {}) =>
  deploymentOf([stack("app", { ...template, Resources: resources })]);

/** A queue whose one attribute is the value under test. */
const resolved = (value: unknown, template: Partial<Template> = {}, others: Record<string, Resource> = {}) => {
  const resources = { Q: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: value } } as Resource, ...others };
  return deploy(resources, template)
    .ofType("AWS::SQS::Queue")
    .find(({ logicalId }) => logicalId === "Q")?.properties.DelaySeconds;
};

const table: Record<string, Resource> = { T: { Type: "AWS::DynamoDB::GlobalTable" } };

describe("the intrinsics of a template", () => {
  it.each([
    [{ Ref: "T" }, "app-T"],
    [{ "Fn::GetAtt": ["T", "Arn"] }, "arn:aws:dynamodb:eu-west-3:000000000000:table/app-T"],
    [{ "Fn::GetAtt": "T.TableId" }, "app-T"],
    [{ "Fn::Join": ["-", ["a", { Ref: "AWS::Region" }]] }, "a-eu-west-3"],
    [{ "Fn::Sub": "${AWS::Partition}:${T.TableId}:${!Literal}" }, "aws:app-T:${Literal}"],
    [{ "Fn::Sub": ["${x}/${T}", { x: { Ref: "AWS::AccountId" } }] }, "000000000000/app-T"],
    [{ "Fn::Select": [1, { "Fn::Split": ["/", "a/b/c"] }] }, "b"],
    [{ "Fn::Select": ["0", ["a", "b"]] }, "a"],
    [[{ Ref: "AWS::URLSuffix" }], ["amazonaws.com"]],
    [{ Ref: "P" }, "given"],
  ])("resolve %j", (value, expected) => {
    expect(resolved(value, { Parameters: { P: { Default: "given" } } }, table)).toEqual(expected);
  });

  it("follow an import to the stack that exports it", () => {
    const one = stack("one", {
      Resources: table,
      Outputs: { O: { Value: { Ref: "T" }, Export: { Name: { "Fn::Sub": "${AWS::StackName}:T" } } } },
    });
    const two = stack("two", {
      Resources: { Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::ImportValue": "one:T" } } } },
    });
    expect(deploymentOf([one, two]).ofType("AWS::SQS::Queue")[0]?.name).toBe("one-T");
    expect(() => deploymentOf([two]).ofType("AWS::SQS::Queue")).toThrow("no stack exports one:T");
  });

  it.each([
    [{ "Fn::Cidr": ["10.0.0.0/8", 1] }, "Fn::Cidr"],
    [{ "Fn::If": ["C", 1, 2] }, "Fn::If"],
    [{ Ref: "Missing" }, "Missing.Ref"],
    [{ Ref: "Looked" }, "Looked.Ref"],
    [{ "Fn::GetAtt": ["T", "Nonsense"] }, "T.Nonsense (AWS::DynamoDB::GlobalTable)"],
  ])("stop with the name of what is not known: %j", (value, name) => {
    const Parameters = { Looked: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/a/name" } };
    expect(() => resolved(value, { Parameters }, table)).toThrow(name);
  });
});

describe("the coverage of a template", () => {
  const check = (resource: Resource) => () => checkCoverage(deploy({ R: resource }));

  it("is whole for what runs and for what is listed as not needed", () => {
    expect(check({ Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 60, Tags: [] } })).not.toThrow();
    expect(check({ Type: "AWS::CloudWatch::Alarm", Properties: { Anything: 1 } })).not.toThrow();
  });

  it.each<[string, Resource]>([
    ["AWS::Kinesis::Stream", { Type: "AWS::Kinesis::Stream" }],
    ["AWS::SSM::Parameter", { Type: "AWS::SSM::Parameter" }],
    ["FifoQueue of AWS::SQS::Queue", { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } }],
    ["condition OnlyOnMondays", { Type: "AWS::SQS::Queue", Condition: "OnlyOnMondays" }],
    [
      "TumblingWindowInSeconds of AWS::Lambda::EventSourceMapping",
      { Type: "AWS::Lambda::EventSourceMapping", Properties: { TumblingWindowInSeconds: 5 } },
    ],
    [
      "DestinationConfig.OnSuccess",
      { Type: "AWS::Lambda::EventSourceMapping", Properties: { DestinationConfig: { OnSuccess: {} } } },
    ],
  ])("stops with the name of %s", (name, resource) => {
    expect(check(resource)).toThrow(name);
  });
});

describe("the sections of a template", () => {
  const check = (template: object) => () => checkCoverage(deploy({ Q: { Type: "AWS::SQS::Queue" } }, template));

  it("are known, or stop the start with their name", () => {
    expect(check({ Description: "a", Rules: {} })).not.toThrow();
    expect(check({ Transform: "AWS::Serverless-2016-10-31" })).toThrow("the section Transform");
    expect(check({ Conditions: {} })).toThrow("the section Conditions");
  });
});

describe("an event source mapping", () => {
  const queueArn = "arn:aws:sqs:eu-west-3:000000000000:inbound";
  const read = (properties: object) =>
    declaredMappings(
      deploy({
        M: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: { EventSourceArn: queueArn, FunctionName: "f", ...properties } as never,
        },
      }),
    )[0];

  it("has the defaults of AWS where the template is silent", () => {
    expect(read({})).toMatchObject({ batchSize: 10, windowMs: 0, reportsItemFailures: false, parallelisation: 1 });
    const stream = "arn:aws:dynamodb:eu-west-3:000000000000:table/t/stream/l";
    expect(read({ EventSourceArn: stream })).toMatchObject({ batchSize: 100, maximumRetries: undefined });
    expect(read({ MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1 })).toMatchObject({
      maximumRetries: undefined,
      maximumAgeMs: undefined,
    });
  });

  it("is left out when it is switched off", () => {
    expect(read({ Enabled: false })).toBeUndefined();
  });

  it.each([
    [{ FunctionResponseTypes: ["Other"] }, "response type Other"],
    [{ StartingPosition: "AT_TIMESTAMP" }, "AT_TIMESTAMP"],
    [{ EventSourceArn: "arn:aws:kinesis:eu-west-3:0:stream/s" }, "arn:aws:kinesis"],
    [{ DestinationConfig: { OnFailure: { Destination: "arn:aws:sns:eu-west-3:0:t" } } }, "arn:aws:sns"],
    [{ FilterCriteria: { Filters: [{ Pattern: '{"a":[{"wildcard":"*"}]}' }] } }, "wildcard"],
  ])("stops with the name of what is not known: %j", (properties, name) => {
    expect(() => read(properties)).toThrow(name);
  });
});

describe("a schedule", () => {
  const read = (properties: object) =>
    schedulesOf(
      deploy({ R: { Type: "AWS::Events::Rule", Properties: properties as never } }).ofType("AWS::Events::Rule"),
    );
  const Targets = [{ Arn: "arn:f", Id: "Target0" }];

  it.each([
    ["rate(1 minute)", 60_000],
    ["rate(5 minutes)", 300_000],
    ["rate(1 day)", 86_400_000],
  ])("understands %s", (ScheduleExpression, everyMs) => {
    expect(read({ ScheduleExpression, Targets })).toMatchObject([{ everyMs, calls: [{ functionArn: "arn:f" }] }]);
  });

  it("knows what a target gives its function instead of the event", () => {
    const withInput = [{ Arn: "arn:f", Id: "Target0", Input: '{"task":"close"}' }];
    const [schedule] = read({ ScheduleExpression: "rate(1 day)", Targets: withInput });
    expect(schedule?.calls).toEqual([{ functionArn: "arn:f", input: { task: "close" } }]);
  });

  it("is left out when it is switched off", () => {
    expect(read({ ScheduleExpression: "rate(1 day)", State: "DISABLED", Targets })).toEqual([]);
  });

  it("stops with the name of another expression, or of a member of a target", () => {
    expect(() => read({ ScheduleExpression: "cron(0 4 * * ? *)", Targets })).toThrow("cron(0 4 * * ? *)");
    const withPath = [{ Arn: "arn:f", Id: "Target0", InputPath: "$.detail" }];
    expect(() => read({ ScheduleExpression: "rate(1 day)", Targets: withPath })).toThrow("InputPath");
  });
});

describe("the routes of the HTTP API", () => {
  const api = (route: object, authorizer: object = {}) =>
    routesOf(
      deploy({
        I: {
          Type: "AWS::ApiGatewayV2::Integration",
          Properties: { IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0", IntegrationUri: "arn:f" },
        },
        A: {
          Type: "AWS::ApiGatewayV2::Authorizer",
          Properties: {
            IdentitySource: ["$request.header.Authorization"],
            JwtConfiguration: { Issuer: "https://declared", Audience: ["piaf-app"] },
            ...authorizer,
          },
        },
        R: { Type: "AWS::ApiGatewayV2::Route", Properties: { Target: "integrations/I", ...route } as never },
      }),
      { mapIssuer: () => "https://local" },
    );

  it("carry their function, and their authorizer with the local issuer", () => {
    expect(api({ RouteKey: "GET /v1/me", AuthorizationType: "JWT", AuthorizerId: "A" })).toEqual([
      {
        key: "GET /v1/me",
        method: "GET",
        path: "/v1/me",
        functionArn: "arn:f",
        authorizer: { issuer: "https://local", audiences: ["piaf-app"], scopes: [] },
      },
    ]);
    expect(api({ RouteKey: "GET /open", AuthorizationType: "NONE" })[0]?.authorizer).toBeUndefined();
  });

  it("stop with the name of what is not known", () => {
    expect(() => api({ RouteKey: "$default" })).toThrow("$default");
    expect(() => api({ RouteKey: "GET /v1/me", AuthorizationType: "AWS_IAM" })).toThrow("AWS_IAM");
    const byQuery = { IdentitySource: ["$request.querystring.token"] };
    expect(() => api({ RouteKey: "GET /v1/me", AuthorizationType: "JWT", AuthorizerId: "A" }, byQuery)).toThrow(
      "querystring",
    );
  });
});
