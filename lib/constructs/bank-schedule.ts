import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { foundByClockwork, ring } from "./clockwork-task.ts";
import type { PiafFunction } from "./piaf-function.ts";

type BankScheduleProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly bank: PiafFunction;
  readonly clockwork: PiafFunction;
};

/**
 * Sends what waits to the bank, and compares the bank's closing balance with the ledger's account: every hour, so that the alarm
 * ends soon after its cause.
 */
export class BankSchedule extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms, bank, clockwork }: BankScheduleProps) {
    super(scope, id);
    ring(this, "send-payouts", {
      ...{ task: "send_payouts", target: bank },
      every: Duration.minutes(stage.bank.everyMinutes),
      description: "Payouts to the bank",
    });
    ring(this, "reconcile-bank", {
      ...{ task: "reconcile_bank", target: clockwork },
      every: Duration.hours(1),
      description: "The comparison with the bank's statement",
    });
    const watch = (name: string, metricName: string, impact: string): void =>
      alarms.add(name, {
        metric: foundByClockwork(metricName, { currency: "EUR" }),
        above: 0,
        impact,
        runbook: "bank-difference",
      });
    watch("bank-difference", "BankDifference", "The account at the bank does not hold what our books say.");
    watch("bank-suspense", "BankSuspense", "Money that somebody has transferred is in no wallet.");
    watch(
      "bank-waiting",
      "BankWaiting",
      "Somebody's transfer has no owner yet, or a file of the bank's or for it lies there for an operator.",
    );
  }
}
