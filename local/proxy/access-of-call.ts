import type { Access } from "../policy/evaluate.ts";
import { userPoolArn } from "./arns.ts";
import { dynamoDbAccess, streamsAccess } from "./dynamodb-access.ts";
import { sqsAccess } from "./sqs-access.ts";

type Service = "dynamodb" | "streams" | "sqs" | "secretsmanager" | "kms" | "cognito";

/** A call of an AWS API in its JSON protocol. */
export type Call = {
  readonly service: Service;
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** The services by the first part of the header `X-Amz-Target`. */
const services: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: "dynamodb",
  DynamoDBStreams_20120810: "streams",
  AmazonSQS: "sqs",
  secretsmanager: "secretsmanager",
  TrentService: "kms",
  AWSCognitoIdentityProviderService: "cognito",
};

const onSecret =
  (action: string) =>
  ({ SecretId }: Call["body"]): readonly Access[] => [
    { action: `secretsmanager:${action}`, resource: String(SecretId) },
  ];

const onKey =
  (action: string) =>
  ({ KeyId }: Call["body"]): readonly Access[] => [{ action: `kms:${action}`, resource: String(KeyId) }];

const accessByService: Readonly<Record<Service, Readonly<Record<string, (body: Call["body"]) => readonly Access[]>>>> =
  {
    dynamodb: dynamoDbAccess,
    streams: streamsAccess,
    sqs: sqsAccess,
    kms: { GetPublicKey: onKey("GetPublicKey"), Sign: onKey("Sign") },
    cognito: {
      AdminDeleteUser: ({ UserPoolId }) => [
        { action: "cognito-idp:AdminDeleteUser", resource: userPoolArn(String(UserPoolId)) },
      ],
    },
    secretsmanager: { DescribeSecret: onSecret("DescribeSecret"), GetSecretValue: onSecret("GetSecretValue") },
  };

/** The service and the operation that `X-Amz-Target` names, or undefined for what is not served here. */
export const targetOf = (header: string): Pick<Call, "service" | "operation"> | undefined => {
  const [prefix = "", operation = ""] = header.split(".");
  const service = services[prefix];
  return service !== undefined && Object.hasOwn(accessByService[service], operation)
    ? { service, operation }
    : undefined;
};

/** All that a call asks for: it is allowed if each of these is. */
export const accessOf = ({ service, operation, body }: Call): readonly Access[] =>
  accessByService[service][operation]?.(body) ?? [];
