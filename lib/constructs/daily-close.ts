import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";

/** The currencies that wallets are opened in. */
const currencies = ["EUR"];

/** Under the names that functions/clockwork/measure.ts gives. */
const measured = (
  metricName: string,
  { statistic, ...by }: { readonly statistic: string; readonly currency?: string },
) =>
  new Metric({
    namespace: "Piaf",
    metricName,
    dimensionsMap: { service: "clockwork", ...by },
    statistic,
    period: Duration.hours(1),
  });

/**
 * Runs the close every hour: a day is closed soon after midnight, and the other runs go on with what did not fit into one,
 * or find nothing to do. Rings when balances and journal differ by a cent, and
 * when no day has been closed for longer than a day.
 */
export class DailyClose extends Construct {
  constructor(scope: Construct, id: string, props: { readonly alarms: Alarms; readonly clockwork: PiafFunction }) {
    super(scope, id);
    new Rule(this, "every-hour", {
      description: "The daily close",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(props.clockwork, { event: RuleTargetInput.fromObject({ task: "close" }) })],
    });
    props.alarms.add("close-missing", {
      metric: measured("DayClosed", { statistic: "Sum" }),
      above: "silence",
      // A close comes a quarter of an hour after midnight, or with one of the next runs: so long there is none.
      periods: 26,
      impact:
        "Yesterday is not closed: receipts of its payments are in no root, and a balance that is wrong stays unseen.",
      runbook: "close-missing",
    });
    for (const currency of currencies) {
      props.alarms.add(`unexplained-difference-${currency}`, {
        metric: measured("UnexplainedDifference", { statistic: "Maximum", currency }),
        above: 0,
        impact: "Somebody's balance is not what his payments add up to: money may have been lost or made.",
        runbook: "unexplained-difference",
      });
    }
  }
}
