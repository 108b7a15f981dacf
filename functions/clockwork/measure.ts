import { MetricResolution, Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { type Findings, unexplainedDifference } from "../../core/proof/reconcile.ts";

/** The names that the alarms are set on, in the namespace "Piaf". */
const names = { dayClosed: "DayClosed", difference: "UnexplainedDifference" } as const;

/** Lines in the log from which CloudWatch makes metrics (embedded metric format). */
const measure = (name: string, value: number, dimensions: Readonly<Record<string, string>> = {}): void => {
  const metrics = new Metrics({ namespace: "Piaf", serviceName: "clockwork" });
  metrics.addDimensions(dimensions);
  metrics.addMetric(name, MetricUnit.Count, value, MetricResolution.Standard);
  metrics.publishStoredMetrics();
};

/** That a day was closed, and by currency what its journal does not explain: minor units, 0 is right. */
export const measureClose = (findings: Readonly<Record<string, Findings>>): void => {
  measure(names.dayClosed, 1);
  for (const [currency, found] of Object.entries(findings)) {
    measure(names.difference, unexplainedDifference(found), { currency });
  }
};
