import type { Access } from "../policy/evaluate.ts";
import { tableArn } from "./arns.ts";

type Body = Readonly<Record<string, unknown>>;
type Asks = (body: Body) => readonly Access[];

const onTable =
  (action: string): Asks =>
  ({ TableName }) => [{ action: `dynamodb:${action}`, resource: tableArn(String(TableName)) }];

/** A query or scan of an index is authorised on the index alone. */
const onTableOrIndex =
  (action: string): Asks =>
  ({ TableName, IndexName }) => {
    const table = tableArn(String(TableName));
    const resource = IndexName === undefined ? table : `${table}/index/${String(IndexName)}`;
    return [{ action: `dynamodb:${action}`, resource }];
  };

/** A batch has an action of its own, asked for on each of its tables. */
const onTablesOfBatch =
  (action: string): Asks =>
  ({ RequestItems }) =>
    Object.keys(RequestItems as object).map((table) => ({
      action: `dynamodb:${action}`,
      resource: tableArn(table),
    }));

/** The kinds of item in a transaction, and the action of each. */
const transactionActions: Readonly<Record<string, string>> = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
  Get: "dynamodb:GetItem",
};

/** There is no action for a transaction: each item is authorised under its own, on its own table. */
const itemByItem: Asks = ({ TransactItems }) =>
  (TransactItems as readonly Readonly<Record<string, { readonly TableName: string }>>[]).flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => ({
      action: transactionActions[kind] ?? `dynamodb:${kind}`,
      resource: tableArn(TableName),
    })),
  );

/** What each call of DynamoDB asks for. */
export const dynamoDbAccess: Readonly<Record<string, Asks>> = {
  BatchGetItem: onTablesOfBatch("BatchGetItem"),
  BatchWriteItem: onTablesOfBatch("BatchWriteItem"),
  DeleteItem: onTable("DeleteItem"),
  DescribeTable: onTable("DescribeTable"),
  GetItem: onTable("GetItem"),
  PutItem: onTable("PutItem"),
  Query: onTableOrIndex("Query"),
  Scan: onTableOrIndex("Scan"),
  TransactGetItems: itemByItem,
  TransactWriteItems: itemByItem,
  UpdateItem: onTable("UpdateItem"),
};

const onStream =
  (action: string): Asks =>
  ({ StreamArn }) => [{ action: `dynamodb:${action}`, resource: String(StreamArn) }];

/**
 * What each call of DynamoDB Streams asks for, once the proxy has put the template's ARN of the stream into the body. A
 * shard iterator names its stream, so `GetRecords` is authorised on it too.
 */
export const streamsAccess: Readonly<Record<string, Asks>> = {
  DescribeStream: onStream("DescribeStream"),
  GetRecords: onStream("GetRecords"),
  GetShardIterator: onStream("GetShardIterator"),
};
