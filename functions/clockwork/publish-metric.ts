import { MetricResolution, Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

/** A number that an alarm is set on, in the namespace "Piaf", by currency. */
export const publishMetric = (name: string, currency: string, value: bigint): void => {
  const metrics = new Metrics({ namespace: "Piaf", serviceName: "clockwork" });
  metrics.addDimension("currency", currency);
  metrics.addMetric(name, MetricUnit.Count, Number(value), MetricResolution.Standard);
  metrics.publishStoredMetrics();
};
