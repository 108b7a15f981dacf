import { actionsNotNeeded } from "../template/coverage.ts";
import { matchesWildcard } from "./wildcard.ts";

/** The actions that calls of functions are judged by; see `proxy/` for what each call needs. */
const evaluated = [
  "cognito-idp:AdminDeleteUser",
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeStream",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "dynamodb:ListStreams",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
  "execute-api:ManageConnections",
  "kms:GetPublicKey",
  "kms:Sign",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
  "sqs:SendMessage",
];

const known = [...evaluated, ...Object.keys(actionsNotNeeded)];

/**
 * Whether the action, or at least one that its wildcards cover, is known here. `dynamodb:TransactWriteItems` is not: AWS
 * has no such action, and authorises each item of a transaction under its own.
 */
export const isKnownAction = (action: string): boolean => known.some((name) => matchesWildcard(action, name));
