import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import type { PiafFunction } from "./piaf-function.ts";

/**
 * Compares each day's card payments with the provider's list. Every hour: a day is compared soon after it is over, and one that
 * differed again, until it does not.
 */
export class FundingCheck extends Construct {
  constructor(scope: Construct, id: string, { alarms, clockwork }: { alarms: Alarms; clockwork: PiafFunction }) {
    super(scope, id);
    new Rule(this, "every-hour", {
      description: "The comparison with the card provider's books",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(clockwork, { event: RuleTargetInput.fromObject({ task: "reconcile_funding" }) })],
    });
    const ring = (name: string, metricName: string, impact: string): void =>
      alarms.add(name, {
        // The names that functions/clockwork/measure-funding.ts gives.
        metric: new Metric({
          namespace: "Piaf",
          metricName,
          dimensionsMap: { service: "clockwork", currency: "EUR" },
          statistic: "Maximum",
          period: Duration.hours(1),
        }),
        above: 0,
        impact,
        runbook: "funding-difference",
      });
    ring(
      "funding-difference",
      "FundingDifference",
      "Somebody's top-up is missing, or is in a wallet without having been paid.",
    );
    ring("suspended-money", "SuspendedMoney", "Somebody has paid by card for a wallet that does not take the money.");
  }
}
