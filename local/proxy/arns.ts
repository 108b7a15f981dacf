import { account, region } from "../template/intrinsics.ts";

/** A request may name a table by its name or by its ARN. */
export const tableArn = (table: string): string =>
  table.startsWith("arn:") ? table : `arn:aws:dynamodb:${region}:${account}:table/${table}`;

export const userPoolArn = (userPool: string): string =>
  `arn:aws:cognito-idp:${region}:${account}:userpool/${userPool}`;

/** A queue's name is the last part of its URL. */
export const queueArn = (queueUrl: string): string =>
  `arn:aws:sqs:${region}:${account}:${queueUrl.slice(queueUrl.lastIndexOf("/") + 1)}`;
