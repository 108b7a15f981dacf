import { Duration } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";
import { DeadLetterQueue } from "./piaf-queue.ts";

export type StreamRelayProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly relay: PiafFunction;
  readonly intents: TableV2;
  readonly holders: TableV2;
};

type Filter = ReturnType<typeof FilterCriteria.filter>;

const written = { eventName: ["INSERT", "MODIFY"] };

/** Not all that the table remembers: which post made which, what was deleted, what the writers proposed of late. */
const intentWritten = FilterCriteria.filter({
  ...written,
  dynamodb: { Keys: { id: { S: FilterRule.beginsWith("pi_") } } },
});

/** What a writer wishes, which few ever say: each proposal leaves its trace in such an item. */
const wishWritten = FilterCriteria.filter({
  ...written,
  dynamodb: {
    Keys: { id: { S: FilterRule.beginsWith("writer#") } },
    NewImage: { wish: { M: { postId: { S: FilterRule.exists() } } } },
  },
});

/** What the owners of wallets ask `ledger` to change. */
const changeWritten = FilterCriteria.filter({
  ...written,
  dynamodb: { Keys: { id: { S: FilterRule.beginsWith("rq_") } } },
});

/** What opens wallets and alerts people: not the nonces, nor the way back from a network id to its holder. */
const holderWritten = FilterCriteria.filter({
  ...written,
  dynamodb: { Keys: { sk: { S: ["holder", { prefix: "key#" }, { prefix: "link#" }] } } },
});

/** The outbox: every committed change of an intent or of a holder goes to the relay, each item's in order. */
export class StreamRelay extends Construct {
  constructor(scope: Construct, id: string, props: StreamRelayProps) {
    super(scope, id);
    const { stage, alarms, relay } = props;
    const impact = "Approved payments are not settled, and people are told nothing, until clockwork relays them again.";
    // It gets the positions of what failed, not the records; clockwork's sweep is what heals.
    const failures = new DeadLetterQueue(this, "failed", { name: "relay-failed", stage, alarms, impact });
    const follow = (name: string, table: TableV2, ...filters: Filter[]): void => {
      const stream = table.tableStreamArn;
      if (stream === undefined) throw new Error(`The table of ${name} has no stream.`);
      relay.allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        stream,
      );
      relay.addEventSourceMapping(name, {
        eventSourceArn: stream,
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        parallelizationFactor: 4,
        filters,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(failures),
      });
    };
    follow("intents", props.intents, intentWritten, wishWritten, changeWritten);
    follow("holders", props.holders, holderWritten);
    alarms.add("relay-behind", {
      metric: relay.metric("IteratorAge", { period: Duration.minutes(1), statistic: "Maximum" }),
      above: Duration.minutes(1).toMilliseconds(),
      periods: 3,
      impact,
      runbook: "stream-behind",
    });
  }
}
