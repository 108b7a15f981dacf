import { EUR } from "../../core/money/currency.ts";
import { publishMetric } from "./publish-metric.ts";
import type { BankCheckDeps } from "./reconcile-bank.ts";

/** What the alarms are set on: cents by which the bank and the ledger differ and that nobody owns, what waits; 0 is right. */
export const measureBank: BankCheckDeps["measureBank"] = ({ difference, waiting, suspended }) => {
  publishMetric("BankDifference", EUR, difference);
  publishMetric("BankSuspense", EUR, suspended);
  publishMetric("BankWaiting", EUR, BigInt(waiting));
};
