import { MetricResolution, Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { type Findings, unexplainedDifference } from "../../core/proof/reconcile.ts";

/** The name that the alarm is set on, in the namespace "Piaf", by currency. Minor units; 0 is right. */
const metricName = "UnexplainedDifference";

/** One line in the log per currency, from which CloudWatch makes the metric (embedded metric format). */
export const measureFindings = (findings: Readonly<Record<string, Findings>>): void => {
  for (const [currency, found] of Object.entries(findings)) {
    const metrics = new Metrics({ namespace: "Piaf", serviceName: "clockwork" });
    metrics.addDimension("currency", currency);
    metrics.addMetric(metricName, MetricUnit.Count, unexplainedDifference(found), MetricResolution.Standard);
    metrics.publishStoredMetrics();
  }
};
