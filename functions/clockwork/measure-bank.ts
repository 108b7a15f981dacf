import { EUR } from "../../core/money/currency.ts";
import { publishMetric } from "./publish-metric.ts";

/** What the alarms are set on: cents by which the bank and the ledger differ, and what waits for an operator; 0 is right. */
export const measureBank = ({
  difference,
  waiting,
}: {
  readonly difference: bigint;
  readonly waiting: number;
}): void => {
  publishMetric("BankDifference", EUR, difference);
  publishMetric("BankWaiting", EUR, BigInt(waiting));
};
