import {
  type CreateTableCommandInput,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { attributes, condition, type Expression, parametersOf, path, update } from "./expressions.ts";

/** A request to a table of the shape below. */
type Request = (table: string) => { readonly input: object };

/** Partition and sort key, and an index on an attribute that also holds other things. */
export const tableShape: Omit<CreateTableCommandInput, "TableName"> = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "N" },
    { AttributeName: "c", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-c",
      KeySchema: [
        { AttributeName: "c", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};

const key = fc
  .tuple(fc.constantFrom("p", "q"), fc.constantFrom("1", "2", "10"))
  .map(([pk, sk]) => ({ pk: { S: pk }, sk: { N: sk } }));
const perhaps = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const whenFailed = fc.constantFrom("ALL_OLD" as const, "NONE" as const);
const conditionPart = (given: Expression | undefined) => given && { ConditionExpression: given.text };

const put = fc.tuple(key, attributes, perhaps(condition), whenFailed).map(([at, more, only, failed]) => ({
  Item: { ...more, ...at },
  ...conditionPart(only),
  ...parametersOf([only]),
  ReturnValuesOnConditionCheckFailure: failed,
}));
const change = fc.tuple(key, update, perhaps(condition), whenFailed).map(([at, how, only, failed]) => ({
  Key: at,
  UpdateExpression: how.text,
  ...conditionPart(only),
  ...parametersOf([how, only]),
  ReturnValuesOnConditionCheckFailure: failed,
}));
const removal = fc.tuple(key, perhaps(condition), whenFailed).map(([at, only, failed]) => ({
  Key: at,
  ...conditionPart(only),
  ...parametersOf([only]),
  ReturnValuesOnConditionCheckFailure: failed,
}));
const check = fc.tuple(key, condition, whenFailed).map(([at, only, failed]) => ({
  Key: at,
  ConditionExpression: only.text,
  ...parametersOf([only]),
  ReturnValuesOnConditionCheckFailure: failed,
}));

/** A part of a transaction, and the item that it is of: no two parts may be of one. */
const part = fc.oneof(
  put.map((input) => ({ id: input.Item, of: (TableName: string) => ({ Put: { TableName, ...input } }) })),
  change.map((input) => ({ id: input.Key, of: (TableName: string) => ({ Update: { TableName, ...input } }) })),
  removal.map((input) => ({ id: input.Key, of: (TableName: string) => ({ Delete: { TableName, ...input } }) })),
  check.map((input) => ({ id: input.Key, of: (TableName: string) => ({ ConditionCheck: { TableName, ...input } }) })),
);
const parts = fc.uniqueArray(part, { minLength: 1, maxLength: 4, selector: ({ id }) => id.pk.S + id.sk.N });

const returnValues = fc.constantFrom("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW");
const oldValues = fc.constantFrom("NONE", "ALL_OLD");

const write: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(put, oldValues).map(
    ([input, ReturnValues]): Request =>
      (TableName) =>
        new PutItemCommand({ TableName, ReturnValues, ...input }),
  ),
  fc.tuple(change, returnValues).map(([input, wanted]): Request => {
    // What is shown of a document that was changed inside is nowhere written down.
    const ReturnValues = /[.[]/.test(input.UpdateExpression) ? "ALL_NEW" : wanted;
    return (TableName) => new UpdateItemCommand({ TableName, ReturnValues, ...input });
  }),
  fc.tuple(removal, oldValues).map(
    ([input, ReturnValues]): Request =>
      (TableName) =>
        new DeleteItemCommand({ TableName, ReturnValues, ...input }),
  ),
  parts.map(
    (all): Request =>
      (table) =>
        new TransactWriteItemsCommand({ TransactItems: all.map(({ of }) => of(table)) }),
  ),
);

const projection = fc.array(path, { minLength: 1, maxLength: 3 }).map((paths) => ({
  text: paths.map(({ text }) => text).join(", "),
  names: Object.assign({}, ...paths.map(({ names }) => names)),
  values: {},
}));

const sortRange = fc.constantFrom("sk = :s", "sk < :s", "sk >= :s", "sk BETWEEN :s AND :t").map((text): Expression => ({
  text,
  names: {},
  values: { ":s": { N: "2" }, ...(text.includes(":t") && { ":t": { N: "10" } }) },
}));

const read: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(key, perhaps(projection)).map(
    ([Key, shown]): Request =>
      (TableName) =>
        new GetItemCommand({
          TableName,
          Key,
          ConsistentRead: true,
          ...(shown && { ProjectionExpression: shown.text, ExpressionAttributeNames: shown.names }),
        }),
  ),
  fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: (one) => one.pk.S + one.sk.N }).map(
    (keys): Request =>
      (TableName) =>
        new TransactGetItemsCommand({ TransactItems: keys.map((Key) => ({ Get: { TableName, Key } })) }),
  ),
  fc
    .record({
      pk: fc.constantFrom("p", "q"),
      range: perhaps(sortRange),
      filter: perhaps(condition),
      forward: fc.boolean(),
      limit: perhaps(fc.integer({ min: 1, max: 4 })),
    })
    .map(({ pk, range, filter, forward, limit }): Request => (TableName) => {
      const own: Expression = { text: "pk = :pk", names: {}, values: { ":pk": { S: pk } } };
      return new QueryCommand({
        TableName,
        KeyConditionExpression: range === undefined ? own.text : `${own.text} AND ${range.text}`,
        ...(filter && { FilterExpression: filter.text }),
        ...parametersOf([own, range, filter]),
        ScanIndexForward: forward,
        Limit: limit,
        ConsistentRead: true,
      });
    }),
);

/** Writes and reads of few items, so that they meet. */
export const program = fc.array(fc.oneof({ weight: 3, arbitrary: write }, { weight: 1, arbitrary: read }), {
  minLength: 5,
  maxLength: 25,
});
