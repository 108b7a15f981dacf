import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KMSClient } from "@aws-sdk/client-kms";
import { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startQueueServer, type QueueServer } from "../../../local/engines/queue-server.ts";
import { statementsOf } from "../../../local/policy/statement.ts";
import { startProxy, type Proxy } from "../../../local/proxy/proxy.ts";
import type { SecretStore } from "../../../local/secrets/secret-store.ts";
import { deploymentOf } from "../../../local/template/declared.ts";
import { createCognitoSignIns } from "../../../adapters/identity/cognito-sign-ins.ts";
import { createKmsRootSigner } from "../../../adapters/kms/kms-root-signer.ts";
import { type DayRoot, dayRootHolds, dayRootMessage } from "../../../core/proof/day-root.ts";
import { openKeys } from "../../../local/keys/key-store.ts";
import { region } from "../../../local/template/intrinsics.ts";
import { startTables, type Tables } from "../../support/tables.ts";

const queueUrl = `https://sqs.${region}.amazonaws.com/000000000000/ledger`;
const queueArn = `arn:aws:sqs:${region}:000000000000:ledger`;
const secretArn = `arn:aws:secretsmanager:${region}:000000000000:secret:pin-piaf00`;

const secrets: SecretStore = {
  find: (id) => [{ name: "pin", arn: secretArn, value: "1234" }].find(({ name, arn }) => [name, arn].includes(id)),
};

const keyArn = `arn:aws:kms:${region}:000000000000:key/root`;
let folder: string;

/** One key, kept where the test can look; opened again it is the same. */
const openSomeKeys = () => {
  const resource = { Type: "AWS::KMS::Key", Properties: { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" } };
  const stack = { name: "app", template: { Resources: { root: resource } }, assetPath: () => undefined };
  const declared = deploymentOf([stack]).ofType("AWS::KMS::Key");
  const named = declared.map((key) => ({ ...key, name: "root", arn: keyArn, properties: resource.Properties }));
  return openKeys(named, { file: join(folder, "keys.json") });
};

let tables: Tables;
let queues: QueueServer;
let proxy: Proxy;
const refused: string[] = [];

const arnOf = (table: Parameters<Tables["tableName"]>[0]) =>
  `arn:aws:dynamodb:${region}:000000000000:table/${tables.tableName(table)}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piaf-keys-"));
  tables = await startTables();
  const declared = deploymentOf([
    {
      name: "app",
      template: { Resources: { Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: "ledger" } } } },
      assetPath: () => undefined,
    },
  ]);
  queues = await startQueueServer(declared.ofType("AWS::SQS::Queue"), {});
  const allow = (Action: string[], ...Resource: string[]) => ({ Effect: "Allow", Action, Resource });
  proxy = await startProxy({
    principal: {
      arn: "arn:aws:sts::000000000000:assumed-role/ledger/ledger",
      accessKeyId: "ASIAEXAMPLE",
      secretAccessKey: "example",
      statements: statementsOf(
        {
          Statement: [
            allow(["dynamodb:GetItem", "dynamodb:PutItem"], arnOf("Wallets")),
            allow(["dynamodb:ConditionCheckItem"], arnOf("Holders")),
            allow(["dynamodb:Query"], `${arnOf("Intents")}/index/by-payer`),
            allow(["sqs:SendMessage"], queueArn),
            allow(["secretsmanager:GetSecretValue"], secretArn),
            allow(["kms:Sign", "kms:GetPublicKey"], keyArn),
            allow(["cognito-idp:AdminDeleteUser"], `arn:aws:cognito-idp:${region}:000000000000:userpool/pool`),
          ],
        },
        "ledger",
      ),
    },
    backends: {
      ...{ dynamodb: tables.endpoint, sqs: queues.endpoint, streams: [], secrets, keys: openSomeKeys() },
      people: { remove: (subject) => people.delete(subject) },
    },
    onRefused: (line) => refused.push(line),
  });
});
afterAll(async () => {
  await proxy?.stop();
  await queues?.stop();
  await tables?.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => refused.splice(0));

/** Who can sign in. */
const people = new Set(["subject-alice", "subject-bob"]);

const config = (accessKeyId = "ASIAEXAMPLE") => ({
  region,
  endpoint: proxy.endpoint,
  credentials: { accessKeyId, secretAccessKey: "example" },
  maxAttempts: 1,
});

const put = (id: string) => ({ Put: { TableName: tables.tableName("Wallets"), Item: { id: { S: id } } } });
const check = (TableName: string) => ({
  ConditionCheck: {
    TableName,
    Key: { pk: { S: "hol_1" }, sk: { S: "holder" } },
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

describe("the proxy of a worker", () => {
  const dynamodb = (accessKeyId?: string) => new DynamoDBClient(config(accessKeyId));
  const transact = (...TransactItems: object[]) =>
    dynamodb().send(new TransactWriteItemsCommand({ TransactItems: TransactItems as never }));
  const wallet = async (id: string) =>
    (await dynamodb().send(new GetItemCommand({ TableName: tables.tableName("Wallets"), Key: { id: { S: id } } })))
      .Item;

  it("lets a transaction through whose every item is allowed", async () => {
    await transact(put("wal_1"), check(tables.tableName("Holders")));
    expect(await wallet("wal_1")).toEqual({ id: { S: "wal_1" } });
  });

  it("refuses a whole transaction for one item, as AWS does, and names what is missing", async () => {
    const attempt = transact(put("wal_2"), check(tables.tableName("People")));
    await expect(attempt).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::000000000000:assumed-role/ledger/ledger is not authorized to perform: dynamodb:ConditionCheckItem on resource: ${arnOf("People")} because no identity-based policy allows the dynamodb:ConditionCheckItem action`,
    });
    expect(await wallet("wal_2")).toBeUndefined();
    expect(refused).toHaveLength(1);
  });

  it("tells an index from its table, and one index from another", async () => {
    const keys = { "by-payer": "payerHolder", "by-due": "dueBucket" };
    const query = (IndexName?: keyof typeof keys) =>
      dynamodb().send(
        new QueryCommand({
          TableName: tables.tableName("Intents"),
          KeyConditionExpression: "#key = :key",
          ExpressionAttributeNames: { "#key": IndexName === undefined ? "id" : keys[IndexName] },
          ExpressionAttributeValues: { ":key": { S: "hol_1" } },
          ...(IndexName && { IndexName }),
        }),
      );
    expect((await query("by-payer")).Items).toEqual([]);
    await expect(query("by-due")).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(query()).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("knows nobody but its own principal", async () => {
    const stranger = dynamodb("ASIASTRANGER");
    const get = new GetItemCommand({ TableName: tables.tableName("Wallets"), Key: { id: { S: "wal_1" } } });
    await expect(stranger.send(get)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });

  it("takes a batch of messages under the action of one, and refuses to receive them", async () => {
    const sqs = new SQSClient({ ...config(), useQueueUrlAsEndpoint: false });
    const Entries = [{ Id: "0", MessageBody: "hello" }];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    expect(sent.Successful).toHaveLength(1);
    expect(queues.inspect("ledger")?.messages.ready.map(({ body }) => body)).toEqual(["hello"]);
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it("signs as KMS does, with a key that outlives a restart and that only its owner can read", async () => {
    const signer = createKmsRootSigner({ client: new KMSClient(config()), keyId: keyArn });
    const key = await signer.publicKey();
    const root: DayRoot = {
      ...{ v: 1, stage: "test", day: "2026-11-24", count: 0, root: "A".repeat(43), previous: null },
      ...{ signed_at: "2026-11-25T00:15:00.000Z", key_id: key.key_id },
    };
    // Half of all numbers look negative to DER, and one in 256 is shorter: all must come out right.
    for (let count = 0; count < 300; count += 1) {
      const signed = { ...root, count, signature: await signer.sign(dayRootMessage({ ...root, count })) };
      expect(await dayRootHolds(signed, key)).toBe(true);
      expect(await dayRootHolds({ ...signed, count: count + 1 }, key)).toBe(false);
    }
    const again = openSomeKeys().find("root")?.publicKey.toString("base64url");
    expect(again).toBe(key.public_key);
    expect(statSync(join(folder, "keys.json")).mode & 0o777).toBe(0o600);
    const other = createKmsRootSigner({ client: new KMSClient(config()), keyId: `${keyArn}2` });
    await expect(other.sign(dayRootMessage(root))).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("answers for Secrets Manager, by name or by ARN, what the role may read", async () => {
    const client = new SecretsManagerClient(config());
    const read = async (SecretId: string) => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
    expect(await read(secretArn)).toBe("1234");
    expect(await read("pin")).toBe("1234");
    await expect(read("x")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("removes people as Cognito does, from the one pool, and nobody twice", async () => {
    const environment = {
      ...{ AWS_REGION: region, AWS_ENDPOINT_URL: proxy.endpoint },
      ...{ AWS_ACCESS_KEY_ID: "ASIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" },
    };
    const signIns = createCognitoSignIns({ userPoolId: "pool", environment });
    await signIns.remove("subject-alice");
    await signIns.remove("subject-alice");
    expect([...people]).toEqual(["subject-bob"]);
    const elsewhere = createCognitoSignIns({ userPoolId: "another", environment });
    await expect(elsewhere.remove("subject-bob")).rejects.toThrow("AccessDenied");
    expect([...people]).toEqual(["subject-bob"]);
  });
});
