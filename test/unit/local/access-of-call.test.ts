import { describe, expect, it } from "vitest";
import { accessOf, targetOf, type Call } from "../../../local/proxy/access-of-call.ts";
import { socketAccess, socketCallOf } from "../../../local/proxy/sockets-access.ts";
import { withDeclaredStream, withEngineStream } from "../../../local/proxy/streams.ts";

const table = (name: string) => `arn:aws:dynamodb:eu-west-3:000000000000:table/${name}`;
const queue = "arn:aws:sqs:eu-west-3:000000000000:ledger";
const queueUrl = "https://sqs.eu-west-3.amazonaws.com/000000000000/ledger";

const asks = (target: string, body: Call["body"]) => {
  const found = targetOf(target);
  if (found === undefined) throw new Error(`${target} is not known`);
  return accessOf({ ...found, body }).map(({ action, resource }) => `${action} ${resource}`);
};

describe("what a call asks for", () => {
  it("is each item of a transaction under its own action, on its own table", () => {
    const items = [
      { Put: { TableName: "transfers" } },
      { Update: { TableName: "wallets" } },
      { Delete: { TableName: "pins" } },
      { ConditionCheck: { TableName: table("holders") } },
    ];
    expect(asks("DynamoDB_20120810.TransactWriteItems", { TransactItems: items })).toEqual([
      `dynamodb:PutItem ${table("transfers")}`,
      `dynamodb:UpdateItem ${table("wallets")}`,
      `dynamodb:DeleteItem ${table("pins")}`,
      `dynamodb:ConditionCheckItem ${table("holders")}`,
    ]);
    const gets = [{ Get: { TableName: "wallets" } }];
    expect(asks("DynamoDB_20120810.TransactGetItems", { TransactItems: gets })).toEqual([
      `dynamodb:GetItem ${table("wallets")}`,
    ]);
  });

  it("is the index alone for a query of an index", () => {
    expect(asks("DynamoDB_20120810.Query", { TableName: "intents" })).toEqual([`dynamodb:Query ${table("intents")}`]);
    expect(asks("DynamoDB_20120810.Query", { TableName: "intents", IndexName: "by-payer" })).toEqual([
      `dynamodb:Query ${table("intents")}/index/by-payer`,
    ]);
  });

  it("is the batch's own action on each of its tables", () => {
    expect(asks("DynamoDB_20120810.BatchWriteItem", { RequestItems: { wallets: [], people: [] } })).toEqual([
      `dynamodb:BatchWriteItem ${table("wallets")}`,
      `dynamodb:BatchWriteItem ${table("people")}`,
    ]);
  });

  it("is the action of a single message for a batch of messages", () => {
    expect(asks("AmazonSQS.SendMessageBatch", { QueueUrl: queueUrl })).toEqual([`sqs:SendMessage ${queue}`]);
    expect(asks("AmazonSQS.DeleteMessageBatch", { QueueUrl: queueUrl })).toEqual([`sqs:DeleteMessage ${queue}`]);
  });

  it("is not known for an operation that is not served here", () => {
    expect(targetOf("DynamoDB_20120810.DeleteTable")).toBeUndefined();
    expect(targetOf("DynamoDB_20120810.toString")).toBeUndefined();
    expect(targetOf("Kinesis_20131202.GetRecords")).toBeUndefined();
    expect(targetOf("undefined")).toBeUndefined();
  });
});

describe("the two names of a stream", () => {
  const declaredArn = `${table("intents")}/stream/2026-01-01T00:00:00.000`;
  const engineArn = "arn:aws:dynamodb:ddblocal:000000000000:table/intents/stream/2026-11-24T06:19:12.703";
  const streams = [{ declaredArn, engineArn }];

  it("turns the template's into the engine's", () => {
    expect(withEngineStream(streams, { StreamArn: declaredArn, ShardId: "s" })).toEqual({
      StreamArn: engineArn,
      ShardId: "s",
    });
  });

  it("finds the template's in an iterator, so that GetRecords is authorised on the stream", () => {
    const body = withDeclaredStream(streams, { ShardIterator: `${engineArn}|001|abc` });
    expect(asks("DynamoDBStreams_20120810.GetRecords", body)).toEqual([`dynamodb:GetRecords ${declaredArn}`]);
    expect(withEngineStream(streams, body)).toEqual({ ShardIterator: `${engineArn}|001|abc` });
  });
});

describe("a call of the sockets' management API", () => {
  it("is known by its path, and asks for its verb on the one stage", () => {
    const call = socketCallOf("POST", "/live/%40connections/x");
    expect(call).toBeUndefined();
    const sent = socketCallOf("POST", "/live/@connections/aB_-%3D")!;
    expect(sent).toEqual({ method: "POST", stage: "live", connection: "aB_-=" });
    expect(socketAccess(sent, "api1")).toEqual({
      action: "execute-api:ManageConnections",
      resource: "arn:aws:execute-api:eu-west-3:000000000000:api1/live/POST/@connections/aB_-=",
    });
    expect(socketCallOf("DELETE", "/live/@connections/a")?.method).toBe("DELETE");
    for (const [method, path] of [
      ["GET", "/live/@connections/a"],
      ["POST", "/"],
      ["POST", "/live/@connections/a/b"],
    ])
      expect(socketCallOf(method, path)).toBeUndefined();
  });
});
