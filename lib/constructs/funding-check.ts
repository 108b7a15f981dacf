import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import { foundByClockwork, ring } from "./clockwork-task.ts";
import type { PiafFunction } from "./piaf-function.ts";

/**
 * Compares each day's card payments with the provider's list. Every hour: a day is compared soon after it is over, and one that
 * differed again, until it does not.
 */
export class FundingCheck extends Construct {
  constructor(scope: Construct, id: string, { alarms, clockwork }: { alarms: Alarms; clockwork: PiafFunction }) {
    super(scope, id);
    ring(this, "every-hour", {
      ...{ task: "reconcile_funding", target: clockwork },
      every: Duration.hours(1),
      description: "The comparison with the card provider's books",
    });
    const watch = (name: string, metricName: string, impact: string): void =>
      alarms.add(name, {
        metric: foundByClockwork(metricName, { currency: "EUR" }),
        above: 0,
        impact,
        runbook: "funding-difference",
      });
    watch(
      "funding-difference",
      "FundingDifference",
      "Somebody's top-up is missing, or is in a wallet without having been paid.",
    );
    watch("suspended-money", "SuspendedMoney", "Somebody has paid by card for a wallet that does not take the money.");
  }
}
