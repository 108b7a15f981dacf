import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";

/** The currencies that wallets are opened in. */
const currencies = ["EUR"];

/**
 * Runs the close every hour: a day is closed soon after midnight, and the other runs go on with what did not fit into one,
 * or find nothing to do. Rings when balances and journal differ by a cent.
 */
export class DailyClose extends Construct {
  constructor(scope: Construct, id: string, props: { readonly alarms: Alarms; readonly clockwork: PiafFunction }) {
    super(scope, id);
    new Rule(this, "every-hour", {
      description: "The daily close",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(props.clockwork, { event: RuleTargetInput.fromObject({ task: "close" }) })],
    });
    for (const currency of currencies) {
      props.alarms.add(`unexplained-difference-${currency}`, {
        // The names that functions/clockwork/measure.ts gives.
        metric: new Metric({
          namespace: "Piaf",
          metricName: "UnexplainedDifference",
          dimensionsMap: { service: "clockwork", currency },
          statistic: "Maximum",
          period: Duration.hours(1),
        }),
        above: 0,
        impact: "Somebody's balance is not what his payments add up to: money may have been lost or made.",
        runbook: "unexplained-difference",
      });
    }
  }
}
