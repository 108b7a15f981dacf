import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import { beforeAll, describe, expect, it } from "vitest";
import { createQueueSender } from "../../../adapters/sqs/queue-sender.ts";
import { createSimulatedCloud } from "../../../local/simulation/simulated-cloud.ts";
import { weathers } from "../../../local/simulation/weather.ts";
import type { Deployment } from "../../../local/template/declared.ts";
import { templateDeployment } from "../../support/tables.ts";

let deployment: Deployment;
beforeAll(async () => {
  deployment = await templateDeployment();
});

const idOf = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.["id"]?.S ?? "";

/** Intents that are written, told by a stream, sent to a queue and taken from there: under a storm, until all is still. */
const outbox = async (seed: number) => {
  const cloud = await createSimulatedCloud({ deployment, seed, weather: weathers.storm });
  const { time, dynamodb, sqs, tableName, queue } = cloud;
  const taken: string[] = [];
  const relay = cloud.feedFromStream("relay", "intents", async ({ Records }, self) => {
    const sender = createQueueSender({ client: self.using(sqs) as SQSClient, queueUrl: queue("ledger").name });
    await sender.send(Records.map((record) => ({ body: idOf(record) })));
    return { batchItemFailures: [] };
  });
  const ledger = cloud.feedFromQueue("ledger", async ({ Records }, self) => {
    await self.sleep(20);
    taken.push(...Records.map(({ body }) => JSON.parse(body) as string));
    return undefined;
  });
  const ids = Array.from({ length: 30 }, (_none, at) => `pi_${at}`);
  const write = async (id: string): Promise<void> => {
    const put = new PutItemCommand({ TableName: tableName("intents"), Item: { id: { S: id } } });
    while (
      !(await dynamodb.client.send(put).then(
        () => true,
        () => false,
      ))
    )
      await time.sleep(50);
  };
  await time.finish(Promise.all(ids.map(write)));
  await time.run();
  return { ids, taken, relay, ledger, cloud };
};

describe("the simulated cloud", () => {
  it("is what the template declares: nothing that was committed is lost between its parts, however it storms", async () => {
    let again = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const { ids, taken, ledger, cloud } = await outbox(seed);
      const dead = [cloud.queue("ledger-dead"), cloud.queue("relay-failed")].map((one) => one.count());
      expect([...new Set(taken)].toSorted(), `seed ${seed}`).toEqual(ids.toSorted());
      expect([cloud.queue("ledger").count(), ...dead], `seed ${seed}`).toEqual([0, 0, 0]);
      again += taken.length - ids.length + ledger.counts.died;
    }
    expect(again).toBeGreaterThan(0);
  });

  it("runs the same again from the same seed", async () => {
    const [one, other] = [await outbox(7), await outbox(7)];
    expect(other.taken).toEqual(one.taken);
    expect(other.cloud.time.now()).toBe(one.cloud.time.now());
    expect(other.cloud.dynamodb.meters.errors).toEqual(one.cloud.dynamodb.meters.errors);
  });

  it("names what the template does not declare", async () => {
    const { tableName, queue, feedFromQueue } = await createSimulatedCloud({ deployment, seed: 1 });
    expect(() => tableName("none")).toThrow("declares no table none");
    expect(() => queue("none")).toThrow("declares no queue none");
    expect(() => feedFromQueue("webhook", async () => undefined)).toThrow("declares no such event source of webhook");
  });
});
