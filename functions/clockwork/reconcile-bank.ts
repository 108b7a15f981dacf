import type { BankStatements } from "../../core/bank/bank-books.ts";
import { bankDifference } from "../../core/bank/bank-difference.ts";
import { bankSuspenseIdOf, bankWalletIdOf } from "../../core/bank/bank-transfers.ts";
import { type Clock, dayMs, epochMs, type Instant, instant, minuteMs } from "../../core/clock.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import type { Log } from "../_shared/log.ts";

/** All that the comparison works with: it reads the ledger and what the bank has told, and writes nothing. */
export type BankCheckDeps = {
  readonly statements: BankStatements;
  readonly ledger: Pick<Ledger, "balance">;
  /** Puts what it finds where alarms see it. `difference`: in minor units, whichever way. */
  readonly measureBank: (found: {
    readonly difference: bigint;
    readonly waiting: number;
    /** Cents that lie in suspense, or lack there. */
    readonly suspended: bigint;
  }) => void;
  readonly clock: Clock;
  readonly log: Log;
};

/** What the bank has just told of may be on its way to the ledger still. */
const settlingMs = 15 * minuteMs;

/** People wait for their payouts: so long a file may lie before somebody has handed it over. */
const handOverMs = dayMs;

const sizeOf = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

const isNew = (receivedAt: Instant, clock: Clock): boolean => epochMs(receivedAt) > clock() - settlingMs;

/**
 * Compares what lies at the bank by its last closing balance and what it has booked since with the ledger's account. Not while
 * something that it told is on its way: the next run does.
 */
export const reconcileBank = async (deps: BankCheckDeps): Promise<undefined> => {
  const { statements, ledger, measureBank, clock, log } = deps;
  const wait = await statements.waitingForOperator(instant(clock() - handOverMs));
  const waiting = wait.unmatched + wait.refused + wait.unsent;
  const suspended = sizeOf((await ledger.balance(await bankSuspenseIdOf(EUR)))?.available ?? 0n);
  const told = await statements.last();
  const isUnderWay = told && [told.closing, ...told.since].some(({ receivedAt }) => isNew(receivedAt, clock));
  if (told === undefined || isUnderWay) {
    measureBank({ difference: 0n, waiting, suspended });
    return undefined;
  }
  const account = await ledger.balance(await bankWalletIdOf(EUR));
  const found = bankDifference(told, -(account?.available ?? 0n));
  const facts = { day: told.closing.day, difference: found.toString(), ...wait };
  if (found === 0n) log.info("bank_compared", facts);
  else log.warn("bank_differs", facts);
  measureBank({ difference: sizeOf(found), waiting, suspended });
  return undefined;
};
