/**
 * What of the template runs here, and what is not needed on one machine, with the reason. A resource type or a property
 * that stands in neither place stops the start: nothing of the template is passed over in silence.
 */
export type Covered = {
  /** What takes effect; "A.B" where only some members of an object do. */
  readonly runs: readonly string[];
  /** What does not, and why. */
  readonly notNeeded: Readonly<Record<string, string>>;
};

export type Coverage = Covered | { readonly reason: string };

const tags = { Tags: "tags are for the bill" };
const recovery = "the data folder is the developer's own, and --reset is meant to empty it";
const frontReason = "the front door serves the app and the API on one origin";
const signInReason = "oidc-provider signs people in (see the mapped values)";
const resourcePolicyReason = "resource policies are not evaluated on one machine";
const alarmReason = "nobody is on call on one machine";
const throttleReason = "one machine is throttled by its own speed";
const traceReason = "nothing is traced on one machine";
const logReason = "logs go to files of the data folder";

const table: Coverage = {
  runs: [
    "TableName",
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "StreamSpecification",
    "TimeToLiveSpecification",
  ],
  notNeeded: {
    ...tags,
    BillingMode: "DynamoDB Local never throttles",
    Replicas: `recovery, protection and tags of each region: ${recovery}`,
    SSESpecification: "files of the data folder are as safe as the machine",
    DeletionProtectionEnabled: recovery,
    PointInTimeRecoverySpecification: recovery,
  },
};

const eventSourceMapping: Coverage = {
  runs: [
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig.OnFailure.Destination",
    "Enabled",
    "EventSourceArn",
    "FilterCriteria.Filters",
    "FunctionName",
    "FunctionResponseTypes",
    "MaximumBatchingWindowInSeconds",
    "MaximumRecordAgeInSeconds",
    "MaximumRetryAttempts",
    "ParallelizationFactor",
    "ScalingConfig.MaximumConcurrency",
    "StartingPosition",
  ],
  notNeeded: tags,
};

const queue: Coverage = {
  runs: [
    "DelaySeconds",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "QueueName",
    "ReceiveMessageWaitTimeSeconds",
    "RedrivePolicy",
    "VisibilityTimeout",
  ],
  notNeeded: {
    ...tags,
    SqsManagedSseEnabled: "files of the data folder are as safe as the machine",
    RedriveAllowPolicy: resourcePolicyReason,
  },
};

const lambdaFunction: Coverage = {
  runs: ["Code", "Environment.Variables", "FunctionName", "Handler", "MemorySize", "Role", "Runtime", "Timeout"],
  notNeeded: {
    ...tags,
    Architectures: "the bundles are JavaScript and run on any processor",
    Description: "a text for people",
    LoggingConfig: logReason,
    TracingConfig: traceReason,
  },
};

/** The parts of a template beside its resources. */
export const sections: Covered = {
  runs: ["Outputs", "Parameters", "Resources"],
  notNeeded: {
    Description: "a text for people",
    Metadata: "for tools that edit templates",
    Rules: "they check the bootstrap of an AWS account",
  },
};

export const coverage: Readonly<Record<string, Coverage>> = {
  "AWS::ApiGatewayV2::Api": {
    runs: ["ProtocolType", "RouteSelectionExpression"],
    notNeeded: { ...tags, Name: "a text for people", Description: "a text for people" },
  },
  "AWS::ApiGatewayV2::Authorizer": {
    runs: ["ApiId", "AuthorizerType", "IdentitySource", "JwtConfiguration.Audience", "JwtConfiguration.Issuer"],
    notNeeded: { Name: "a text for people" },
  },
  "AWS::ApiGatewayV2::Integration": {
    runs: ["ApiId", "IntegrationType", "IntegrationUri", "PayloadFormatVersion"],
    notNeeded: {},
  },
  "AWS::ApiGatewayV2::Route": {
    runs: ["ApiId", "AuthorizationScopes", "AuthorizationType", "AuthorizerId", "RouteKey", "Target"],
    notNeeded: { RouteResponseSelectionExpression: "the only one that AWS has" },
  },
  "AWS::ApiGatewayV2::RouteResponse": {
    runs: ["ApiId", "RouteId"],
    notNeeded: { RouteResponseKey: "the only one that AWS has" },
  },
  "AWS::ApiGatewayV2::Stage": {
    runs: ["ApiId", "StageName"],
    notNeeded: {
      ...tags,
      AccessLogSettings: logReason,
      AutoDeploy: "the template is what runs",
      DefaultRouteSettings: throttleReason,
    },
  },
  "AWS::CloudFront::ResponseHeadersPolicy": { runs: ["ResponseHeadersPolicyConfig"], notNeeded: {} },
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Table": table,
  "AWS::Events::Rule": {
    runs: ["ScheduleExpression", "State", "Targets"],
    notNeeded: { ...tags, Description: "a text for people", Name: "a text for people" },
  },
  "AWS::IAM::Policy": { runs: ["PolicyDocument", "Roles"], notNeeded: { PolicyName: "a text for people" } },
  "AWS::IAM::Role": {
    runs: ["ManagedPolicyArns", "Policies", "RoleName"],
    notNeeded: {
      ...tags,
      AssumeRolePolicyDocument: "the runner gives each worker the credentials of its role",
      Description: "a text for people",
    },
  },
  "AWS::Lambda::EventSourceMapping": eventSourceMapping,
  "AWS::Lambda::Function": lambdaFunction,
  "AWS::KMS::Key": {
    runs: ["KeySpec", "KeyUsage"],
    notNeeded: {
      ...tags,
      Description: "a text for people",
      KeyPolicy: resourcePolicyReason,
      PendingWindowInDays: recovery,
    },
  },
  "AWS::SQS::Queue": queue,
  "AWS::SecretsManager::Secret": {
    runs: ["GenerateSecretString", "Name", "SecretString"],
    notNeeded: { ...tags, Description: "a text for people" },
  },

  "AWS::ApiGateway::Account": { reason: logReason },
  "AWS::CloudFront::Distribution": { reason: frontReason },
  "AWS::CloudFront::Function": { reason: frontReason },
  "AWS::CloudFront::OriginAccessControl": { reason: frontReason },
  "AWS::CloudWatch::Alarm": { reason: alarmReason },
  "AWS::Cognito::ManagedLoginBranding": { reason: signInReason },
  "AWS::Cognito::UserPool": { reason: signInReason },
  "AWS::Cognito::UserPoolClient": { reason: signInReason },
  "AWS::Cognito::UserPoolDomain": { reason: signInReason },
  "AWS::Lambda::Permission": { reason: resourcePolicyReason },
  "AWS::Logs::LogGroup": { reason: logReason },
  "AWS::S3::Bucket": { reason: frontReason },
  "AWS::S3::BucketPolicy": { reason: resourcePolicyReason },
  "AWS::SNS::Topic": { reason: alarmReason },
  "AWS::SNS::TopicPolicy": { reason: alarmReason },
  "AWS::SQS::QueuePolicy": { reason: resourcePolicyReason },
  "AWS::XRay::SamplingRule": { reason: traceReason },
};

/** Actions that a role may well hold, but that no call here needs, and why. */
export const actionsNotNeeded: Readonly<Record<string, string>> = {
  "logs:CreateLogGroup": logReason,
  "logs:CreateLogStream": logReason,
  "logs:PutLogEvents": logReason,
  "xray:PutTelemetryRecords": traceReason,
  "xray:PutTraceSegments": traceReason,
};

/** AWS's own policies that a role may hold, and whose actions no call here needs, and why. */
export const managedPoliciesNotNeeded: Readonly<Record<string, string>> = {
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": logReason,
};
