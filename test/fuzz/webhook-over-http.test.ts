import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../local/simulation/random.ts";
import type { XSecret } from "../../local/secrets/x-secret.ts";
import { xSecretName } from "../../local/secrets/x-secret.ts";
import { until } from "../support/until.ts";
import { type WholePiaf, startWholePiaf } from "../support/whole-piaf.ts";
import { type BaseDelivery, baseDeliveries, sign } from "./base-deliveries.ts";
import { mutate } from "./mutate.ts";

const deliveries = 5_000;
const atOnce = 16;

let piaf: WholePiaf;
let secret: string;
beforeAll(async () => {
  piaf = await startWholePiaf();
  const secrets = JSON.parse(readFileSync(join(piaf.dataDir, "secrets.json"), "utf8")) as Record<string, string>;
  secret = (JSON.parse(secrets[xSecretName]!) as XSecret).consumer_secrets[0];
}, 90_000);
afterAll(() => piaf.stop());

const queueDepth = async (name: string): Promise<number> => {
  const sqs = new SQSClient({
    region: "eu-west-3",
    endpoint: piaf.queues.endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    useQueueUrlAsEndpoint: false,
  });
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: `https://sqs.eu-west-3.amazonaws.com/000000000000/piaf-local-${name}`,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  sqs.destroy();
  return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
};

/** What became of every post, as "root by author": one entry for each intent. */
const intentSources = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  let from: Record<string, never> | undefined;
  do {
    const page = await piaf.dynamodb.send(
      new ScanCommand({ TableName: piaf.tableName("intents"), ConsistentRead: true, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? [])
      if (item["id"]?.S?.startsWith("pi_"))
        found.push(`${item["source"]?.M?.["rootId"]?.S} by ${item["payer"]?.M?.["userId"]?.S}`);
    from = page.LastEvaluatedKey as typeof from;
  } while (from);
  return found;
};

const post = async (body: Buffer, signature: string | undefined): Promise<number> => {
  const headers = { ...(signature === undefined ? {} : { "x-twitter-webhooks-signature": signature }) };
  const response = await fetch(`${piaf.url}/webhooks/x`, { method: "POST", headers, body: new Uint8Array(body) });
  await response.arrayBuffer();
  return response.status;
};

test(`${deliveries} deliveries over HTTP: no 5xx, no forged one accepted, no double intent`, async () => {
  const random = createRandom("webhook over http");
  const bases = baseDeliveries(Date.now()) as readonly [BaseDelivery, ...BaseDelivery[]];
  const statuses = new Map<string, number>();
  const count = (kind: string): void => void statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
  let left = deliveries;
  const deliverSome = async (): Promise<void> => {
    while (left-- > 0) {
      const base = random.pick(bases).body;
      const body = random.chance(0.35) ? base : mutate(base, random);
      const isForged = random.chance(0.3);
      const forged = random.pick([undefined, sign(body, "guessed"), sign(Buffer.from("{}"), secret)]);
      const status = await post(body, isForged ? forged : sign(body, secret));
      // What is no UTF-8 cannot be handed to a function as the text that was signed.
      count(`${isForged ? "forged" : isUtf8(body) ? "signed" : "garbled"} ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, deliverSome));
  for (const base of bases) count(`signed ${await post(base.body, sign(base.body, secret))}`);
  expect([...statuses.keys()].sort()).toEqual(["forged 401", "garbled 401", "signed 200", "signed 400"]);

  await until("the end of the queue", async () => (await queueDepth("inbound")) === 0, {
    withinMs: 60_000,
    everyMs: 200,
  });
  expect(await queueDepth("inbound-dead")).toBe(0);
  const sources = await intentSources();
  expect(new Set(sources).size).toBe(sources.length);
  for (const { rootId, authorId, isOrder } of bases) if (isOrder) expect(sources).toContain(`${rootId} by ${authorId}`);
}, 140_000);
