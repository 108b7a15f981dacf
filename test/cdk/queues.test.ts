import { expect, test } from "vitest";
import { type Resource, idIn, ourFunctions, synthesize } from "./support/synthesized.ts";

const piaf = synthesize("dev");
const queues = piaf.every("AWS::SQS::Queue");
const mappings = piaf.every("AWS::Lambda::EventSourceMapping");
const byId = (id: string | undefined): Resource => piaf.all.find((resource) => resource.id === id)!;

const feedsFunctions = (queue: Resource): readonly Resource[] =>
  mappings.filter(({ Properties }) => idIn(Properties.EventSourceArn) === queue.id);
const isMain = (queue: Resource): boolean => queue.Properties.RedrivePolicy !== undefined;

test("inbound, accounts, bank, funding, ledger and notices exist, each with a consumer", () => {
  const names = queues.filter(isMain).map(({ Properties }) => Properties.QueueName);
  expect(names.sort()).toEqual([
    "piaf-dev-accounts",
    "piaf-dev-bank",
    "piaf-dev-funding",
    "piaf-dev-inbound",
    "piaf-dev-ledger",
    "piaf-dev-notices",
  ]);
  for (const queue of queues.filter(isMain)) expect(feedsFunctions(queue), queue.id).toHaveLength(1);
});

test.each(queues.filter(isMain))(
  "$id hands over after five deliveries, to a queue that takes from it alone",
  (queue) => {
    expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    const dead = byId(idIn(queue.Properties.RedrivePolicy.deadLetterTargetArn));
    expect(dead.Properties.RedriveAllowPolicy.redrivePermission).toBe("byQueue");
    expect(JSON.stringify(dead.Properties.RedriveAllowPolicy.sourceQueueArns)).toContain(
      `:${queue.Properties.QueueName}"`,
    );
  },
);

test.each(queues.filter(isMain))("$id hides a message for six times as long as its consumer may run", (queue) => {
  const [mapping] = feedsFunctions(queue);
  const { Timeout } = byId(idIn(mapping!.Properties.FunctionName)).Properties;
  const window = mapping!.Properties.MaximumBatchingWindowInSeconds ?? 0;
  expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout + window);
});

test("every queue that no function reads is a dead-letter queue, and rings when anything lies in it", () => {
  const alarms = piaf.every("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
  const dead = queues.filter((queue) => !isMain(queue));
  expect(dead).toHaveLength(7);
  for (const queue of dead) {
    const targets = [
      ...queues.map(({ Properties }) => idIn(Properties.RedrivePolicy?.deadLetterTargetArn)),
      ...mappings.map(({ Properties }) => idIn(Properties.DestinationConfig?.OnFailure.Destination)),
    ];
    expect(targets, queue.id).toContain(queue.id);
    const alarm = alarms.find(
      ({ MetricName, Dimensions }) =>
        MetricName === "ApproximateNumberOfMessagesVisible" && idIn(Dimensions[0].Value) === queue.id,
    );
    expect(alarm, queue.id).toMatchObject({ Threshold: 0, ComparisonOperator: "GreaterThanThreshold" });
  }
});

test.each(queues)("$id keeps messages for 14 days, encrypted, and talks TLS only", ({ id, Properties }) => {
  expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
  expect(Properties.SqsManagedSseEnabled).toBe(true);
  const policy = piaf.every("AWS::SQS::QueuePolicy").find((policy) => idIn(policy.Properties.Queues[0]) === id);
  expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  );
});

test.each(queues.filter(isMain))("$id feeds at once, in batches of ten, and takes back only what failed", (queue) => {
  const { Properties } = feedsFunctions(queue)[0]!;
  expect(Properties.BatchSize).toBe(10);
  expect(Properties.MaximumBatchingWindowInSeconds).toBeUndefined();
  expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
});

const streams = mappings.filter(({ Properties }) => Properties.StartingPosition !== undefined);

test("the streams of intents and holders go to the relay, which gives up a record to a queue, never a batch", () => {
  const relay = ourFunctions(piaf).find(({ Properties }) => "INTENTS_STREAM_ARN" in Properties.Environment.Variables)!;
  const { variables } = { variables: relay.Properties.Environment.Variables };
  expect(streams.map(({ Properties }) => Properties.EventSourceArn)).toEqual([
    variables.INTENTS_STREAM_ARN,
    variables.HOLDERS_STREAM_ARN,
  ]);
  for (const { Properties } of streams) {
    expect(idIn(Properties.FunctionName)).toBe(relay.id);
    expect(Properties).toMatchObject({
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(Properties.MaximumRetryAttempts).toBeGreaterThan(0);
    // A record that waits until it dies would be lost without a trace.
    expect(Properties.MaximumRecordAgeInSeconds).toBeLessThan(24 * 60 * 60);
    expect(queues.map(({ id }) => id)).toContain(idIn(Properties.DestinationConfig.OnFailure.Destination));
  }
});

test("the relay sees intents, wishes, changes of wallets, holders, keys and links; not aliases, nonces or what is deleted", () => {
  const patterns = streams.flatMap(({ Properties }) =>
    Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
  );
  expect(patterns).toEqual([
    { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { id: { S: [{ prefix: "pi_" }] } } } },
    {
      eventName: ["INSERT", "MODIFY"],
      dynamodb: {
        Keys: { id: { S: [{ prefix: "writer#" }] } },
        NewImage: { wish: { M: { postId: { S: [{ exists: true }] } } } },
      },
    },
    { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { id: { S: [{ prefix: "rq_" }] } } } },
    {
      eventName: ["INSERT", "MODIFY"],
      dynamodb: { Keys: { sk: { S: ["holder", { prefix: "key#" }, { prefix: "link#" }] } } },
    },
  ]);
});
