import type { BankStatements } from "./bank-books.ts";

type Told = NonNullable<Awaited<ReturnType<BankStatements["last"]>>>;

/**
 * By how much the ledger's account differs from the bank's, in minor units: the bank's last closing balance, with what it has booked
 * since, less what our books say lies there. 0 is right.
 */
export const bankDifference = ({ closing, since }: Told, inLedger: bigint): bigint =>
  since.reduce((sum, { direction, amount }) => sum + (direction === "credit" ? amount : -amount), closing.amount) -
  inLedger;
