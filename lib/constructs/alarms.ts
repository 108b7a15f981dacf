import { ComparisonOperator, TreatMissingData, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";

/** The files of docs/runbooks/. */
type Runbook =
  | "bank-difference"
  | "close-missing"
  | "dead-letter-queue"
  | "function-errors"
  | "function-slow"
  | "function-throttles"
  | "funding-difference"
  | "queue-behind"
  | "sockets-fail"
  | "stream-behind"
  | "unexplained-difference";

export type Alert = {
  readonly metric: Metric;
  /** It rings above this value; "silence": when nothing is measured at all … */
  readonly above: number | "silence";
  /** … for so many periods of the metric in a row. */
  readonly periods?: number;
  /** What people notice, in one sentence. */
  readonly impact: string;
  readonly runbook: Runbook;
};

const breachOf = ({ above }: Alert) =>
  above === "silence"
    ? {
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }
    : {
        threshold: above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      };

/** All alarms, and the one topic they ring on. Each says what people notice and which runbook helps. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, "topic", { displayName: "Piaf alarms", enforceSSL: true });
    this.topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
  }

  add(name: string, alert: Alert): void {
    const alarm = alert.metric.createAlarm(this, name, {
      ...breachOf(alert),
      evaluationPeriods: alert.periods ?? 1,
      alarmDescription: `${alert.impact} Runbook: docs/runbooks/${alert.runbook}.md`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
