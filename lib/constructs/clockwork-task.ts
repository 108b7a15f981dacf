import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import type { PiafFunction } from "./piaf-function.ts";

type Task = {
  readonly task: string;
  readonly target: PiafFunction;
  readonly every: Duration;
  readonly description: string;
};

/** Rings for a function to do one of its tasks, again and again. */
export const ring = (scope: Construct, id: string, { task, target, every, description }: Task): void => {
  new Rule(scope, id, {
    description,
    schedule: Schedule.rate(every),
    targets: [new LambdaFunction(target, { event: RuleTargetInput.fromObject({ task }) })],
  });
};

/** What `clockwork` has found in an hour, under the names that its `measure…` files give. */
export const foundByClockwork = (
  metricName: string,
  { statistic = "Maximum", ...by }: { readonly statistic?: string; readonly currency?: string },
): Metric =>
  new Metric({
    namespace: "Piaf",
    metricName,
    dimensionsMap: { service: "clockwork", ...by },
    statistic,
    period: Duration.hours(1),
  });
