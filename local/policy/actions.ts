import { matchesWildcard } from "./wildcard.ts";

/** The actions that calls of functions are judged by; see `proxy/` for what each call needs. */
const evaluated = [
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
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
  "sqs:SendMessage",
];

/** Actions that a role may well hold, but that no call here needs, and why. */
export const actionsNotNeeded: Readonly<Record<string, string>> = {
  "logs:CreateLogGroup": "logs go to files of the data folder",
  "logs:CreateLogStream": "logs go to files of the data folder",
  "logs:PutLogEvents": "logs go to files of the data folder",
  "xray:PutTraceSegments": "nothing is traced on one machine",
  "xray:PutTelemetryRecords": "nothing is traced on one machine",
};

const known = [...evaluated, ...Object.keys(actionsNotNeeded)];

/**
 * Whether the action, or at least one that its wildcards cover, is known here. `dynamodb:TransactWriteItems` is not: AWS
 * has no such action, and authorises each item of a transaction under its own.
 */
export const isKnownAction = (action: string): boolean => known.some((name) => matchesWildcard(action, name));
