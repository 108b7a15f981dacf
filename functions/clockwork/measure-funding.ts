import { totalDifference, type PaymentDifference } from "../../core/funding/payment-difference.ts";
import { EUR } from "../../core/money/currency.ts";
import { publishMetric } from "./publish-metric.ts";

/** What the alarms are set on, in the namespace "Piaf", by currency. Minor units; 0 is right. */
export const measureFunding = (found: {
  readonly differences: readonly PaymentDifference[];
  /** Euro cents that no wallet took. */
  readonly suspended: bigint;
}): void => {
  const totals = { [EUR]: 0n, ...totalDifference(found.differences) };
  for (const [currency, total] of Object.entries(totals)) publishMetric("FundingDifference", currency, total);
  publishMetric("SuspendedMoney", EUR, found.suspended);
};
