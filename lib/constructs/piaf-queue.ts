import { Duration, Stack } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption, RedrivePermission, type RedriveAllowPolicy } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";

const kept = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };

export type DeadLetterQueueProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly name: string;
  /** What has not happened for people when a message lies here, in one sentence. */
  readonly impact: string;
  readonly redriveAllowPolicy?: RedriveAllowPolicy;
};

/** Keeps what could not be processed for 14 days, until a person has looked at it. Anything in it rings. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id, {
      ...kept,
      queueName: `piaf-${props.stage.name}-${props.name}`,
      redriveAllowPolicy: props.redriveAllowPolicy ?? { redrivePermission: RedrivePermission.DENY_ALL },
    });
    props.alarms.add(`${props.name}-not-empty`, {
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: "Maximum" }),
      above: 0,
      impact: props.impact,
      runbook: "dead-letter-queue",
    });
  }
}

export type PiafQueueProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  /** Of the function that reads it: a message stays invisible six times as long. */
  readonly consumerTimeout: Duration;
  /** A message older than this rings. */
  readonly patience: Duration;
  /** What people wait for when messages get old, in one sentence. */
  readonly impact: string;
};

/** A standard queue, encrypted, TLS only, which hands a message to its dead-letter queue after five deliveries. */
export class PiafQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: PiafQueueProps) {
    super(scope, id);
    const { stage, alarms, impact } = props;
    const queueName = `piaf-${stage.name}-${id}`;
    // Named, since each of the two queues has to know the other.
    const arn = Stack.of(this).formatArn({ service: "sqs", resource: queueName });
    const deadLetterQueue = new DeadLetterQueue(this, "dead", {
      name: `${id}-dead`,
      stage,
      alarms,
      impact,
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, "source", arn)],
      },
    });
    this.queue = new Queue(this, "queue", {
      ...kept,
      queueName,
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
    });
    alarms.add(`${id}-behind`, {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      above: props.patience.toSeconds(),
      periods: 2,
      impact,
      runbook: "queue-behind",
    });
  }

  /** Messages go to `consumer`, up to ten at a time, at once; of a batch only those return that it names as failed. */
  feeds(consumer: PiafFunction, { maxConcurrency }: { readonly maxConcurrency: number }): void {
    consumer.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency }),
    );
  }

  /** Lets `sender` put messages in. */
  takesFrom(sender: PiafFunction): void {
    sender.allow(["sqs:SendMessage"], this.queue.queueArn);
  }
}
