import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import { foundByClockwork, ring } from "./clockwork-task.ts";
import type { PiafFunction } from "./piaf-function.ts";

/** The currencies that wallets are opened in. */
const currencies = ["EUR"];

/**
 * Runs the close every hour: a day is closed soon after midnight, and the other runs go on with what did not fit into one,
 * or find nothing to do. Rings when balances and journal differ by a cent, and
 * when no day has been closed for longer than a day.
 */
export class DailyClose extends Construct {
  constructor(scope: Construct, id: string, props: { readonly alarms: Alarms; readonly clockwork: PiafFunction }) {
    super(scope, id);
    ring(this, "every-hour", {
      ...{ task: "close", target: props.clockwork },
      every: Duration.hours(1),
      description: "The daily close",
    });
    props.alarms.add("close-missing", {
      metric: foundByClockwork("DayClosed", { statistic: "Sum" }),
      above: "silence",
      // A close comes a quarter of an hour after midnight, or with one of the next runs: so long there is none.
      periods: 26,
      impact:
        "Yesterday is not closed: receipts of its payments are in no root, and a balance that is wrong stays unseen.",
      runbook: "close-missing",
    });
    for (const currency of currencies) {
      props.alarms.add(`unexplained-difference-${currency}`, {
        metric: foundByClockwork("UnexplainedDifference", { currency }),
        above: 0,
        impact: "Somebody's balance is not what his payments add up to: money may have been lost or made.",
        runbook: "unexplained-difference",
      });
    }
  }
}
