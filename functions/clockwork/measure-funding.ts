import { MetricResolution, Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { totalDifference, type PaymentDifference } from "../../core/funding/payment-difference.ts";
import { EUR } from "../../core/money/currency.ts";

/** What the alarms are set on, in the namespace "Piaf", by currency. Minor units; 0 is right. */
export const measureFunding = (found: {
  readonly differences: readonly PaymentDifference[];
  /** Euro cents that no wallet took. */
  readonly suspended: bigint;
}): void => {
  const totals = { [EUR]: 0n, ...totalDifference(found.differences) };
  for (const [currency, total] of Object.entries(totals)) publish("FundingDifference", currency, total);
  publish("SuspendedMoney", EUR, found.suspended);
};

const publish = (name: string, currency: string, amount: bigint): void => {
  const metrics = new Metrics({ namespace: "Piaf", serviceName: "clockwork" });
  metrics.addDimension("currency", currency);
  metrics.addMetric(name, MetricUnit.Count, Number(amount), MetricResolution.Standard);
  metrics.publishStoredMetrics();
};
