import { account, region } from "./intrinsics.ts";

/** A resource as its attributes are made from it: by the name that it has here. */
type Named = { readonly name: string; readonly logicalId: string };

const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

/** The first label of a stream's ARN; DynamoDB Local gives its own, which the proxy puts in its place. */
const streamLabel = "2026-01-01T00:00:00.000";

const table = ({ name }: Named) => ({
  Ref: name,
  Arn: arn("dynamodb", `table/${name}`),
  StreamArn: arn("dynamodb", `table/${name}/stream/${streamLabel}`),
  TableId: name,
});

/** What `Ref` and `Fn::GetAtt` say of the resources that others refer to. AWS's own shapes, with names that need no account. */
export const attributesByType: Readonly<Record<string, (resource: Named) => Readonly<Record<string, string>>>> = {
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Table": table,
  "AWS::SQS::Queue": ({ name }) => ({
    Ref: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    Arn: arn("sqs", name),
    QueueName: name,
    QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  }),
  "AWS::Lambda::Function": ({ name }) => ({ Ref: name, Arn: arn("lambda", `function:${name}`) }),
  "AWS::IAM::Role": ({ name }) => ({ Ref: name, Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name }),
  "AWS::SecretsManager::Secret": ({ name }) => ({
    Ref: arn("secretsmanager", `secret:${name}-piaf00`),
    Id: arn("secretsmanager", `secret:${name}-piaf00`),
  }),
  "AWS::KMS::Key": ({ name }) => ({ Ref: name, KeyId: name, Arn: arn("kms", `key/${name}`) }),
  "AWS::Logs::LogGroup": ({ name }) => ({ Ref: name, Arn: arn("logs", `log-group:${name}:*`) }),
  "AWS::ApiGatewayV2::Api": ({ logicalId }) => ({
    Ref: logicalId,
    ApiId: logicalId,
    ApiEndpoint: `https://${logicalId.toLowerCase()}.execute-api.${region}.amazonaws.com`,
  }),
  "AWS::ApiGatewayV2::Route": ({ logicalId }) => ({ Ref: logicalId }),
  "AWS::ApiGatewayV2::Integration": ({ logicalId }) => ({ Ref: logicalId }),
  "AWS::ApiGatewayV2::Authorizer": ({ logicalId }) => ({ Ref: logicalId, AuthorizerId: logicalId }),
  "AWS::Cognito::UserPool": () => ({
    Ref: `${region}_piaf`,
    Arn: arn("cognito-idp", `userpool/${region}_piaf`),
    UserPoolId: `${region}_piaf`,
    ProviderName: `cognito-idp.${region}.amazonaws.com/${region}_piaf`,
    ProviderURL: `https://cognito-idp.${region}.amazonaws.com/${region}_piaf`,
  }),
  "AWS::Cognito::UserPoolClient": () => ({ Ref: "piaf-app", ClientId: "piaf-app" }),
  "AWS::CloudFront::Distribution": () => ({
    Ref: "EPIAFLOCAL",
    Id: "EPIAFLOCAL",
    DomainName: "piaf.cloudfront.net",
  }),
};

/** The property in which a template may give a resource its name. */
export const nameProperties: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::DynamoDB::Table": "TableName",
  "AWS::SQS::Queue": "QueueName",
  "AWS::Lambda::Function": "FunctionName",
  "AWS::IAM::Role": "RoleName",
  "AWS::SecretsManager::Secret": "Name",
  "AWS::Logs::LogGroup": "LogGroupName",
};
