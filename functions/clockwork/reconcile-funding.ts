import { type Clock, dayMs, hourMs, type Instant, instant } from "../../core/clock.ts";
import type { ProviderBooks } from "../../core/funding/funding-provider.ts";
import { fundingWalletIdOf, paymentOfRef, suspenseWalletIdOf } from "../../core/funding/funding-transfers.ts";
import {
  countedTransfersOf,
  differenceOf,
  type FundingCheckStore,
  type PaymentDifference,
} from "../../core/funding/payment-difference.ts";
import type { ProviderPayment } from "../../core/funding/provider-payment.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import type { TransferReader } from "../../core/proof/transfer-record.ts";
import type { Log } from "../_shared/log.ts";

/** All that the comparison works with: it reads the ledger and the provider's books, and writes its own records alone. */
export type FundingCheckDeps = {
  readonly provider: ProviderBooks;
  readonly transfers: TransferReader;
  readonly ledger: Pick<Ledger, "balance" | "statement">;
  readonly checks: FundingCheckStore;
  /** Puts the differences where alarms see them. */
  readonly measureFunding: (found: {
    readonly differences: readonly PaymentDifference[];
    readonly suspended: bigint;
  }) => void;
  readonly clock: Clock;
  readonly log: Log;
};

/** A day is looked at again for so long, until nothing differs. */
const daysBack = 7;

/** What a provider tells of, and a queue delivers, so long after midnight still counts. */
const settlingMs = hourMs;

const pageSize = 100;

/**
 * Compares each day that is over with the provider's list of payments: what it holds for us of each, and what the ledger says.
 * A day that agrees is done; one that differs is compared again each time, so that the alarm ends when the cause does.
 */
export const reconcileFunding = async (deps: FundingCheckDeps): Promise<undefined> => {
  const now = deps.clock();
  const days = Array.from({ length: daysBack }, (_none, index) => now - settlingMs - (daysBack - index) * dayMs);
  const found: PaymentDifference[] = [];
  for (const day of days.map((at) => instant(at).slice(0, "2026-11-24".length))) {
    const before = await deps.checks.get(deps.provider.name, day);
    if (before?.differences.length === 0) continue;
    found.push(...(await checkDay(day, deps)));
  }
  const suspended = (await deps.ledger.balance(await suspenseWalletIdOf(EUR)))?.available ?? 0n;
  deps.measureFunding({ differences: found, suspended });
};

const checkDay = async (day: string, deps: FundingCheckDeps): Promise<readonly PaymentDifference[]> => {
  const { provider, checks, clock, log } = deps;
  const since = `${day}T00:00:00.000Z`;
  const until = instant(Date.parse(since) + dayMs);
  const listed = await provider.paymentsTouched({ since, until });
  const known = new Set(listed.map(({ id }) => id));
  const ours = [...(await paymentsInLedger(since, until, deps))].filter((id) => !known.has(id));
  const differences: PaymentDifference[] = [];
  for (const payment of listed) differences.push(...(await compare(payment, deps)));
  for (const id of ours) differences.push(...(await compareOurs(id, deps)));
  const payments = listed.length + ours.length;
  await checks.keep({ provider: provider.name, day, payments, differences, checkedAt: instant(clock()) });
  log.info("funding_compared", { provider: provider.name, day, payments, differences: differences.length });
  return differences;
};

/** Of the provider's payments those that moved money in the ledger within the window. */
const paymentsInLedger = async (
  since: Instant,
  until: Instant,
  { provider, ledger }: FundingCheckDeps,
): Promise<ReadonlySet<string>> => {
  const wallet = await fundingWalletIdOf(provider.name, EUR);
  const payments = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await ledger.statement(wallet, { limit: pageSize, cursor, until });
    const within = page.items.filter(({ postedAt }) => postedAt >= since && postedAt < until);
    for (const { ref } of within) {
      const payment = paymentOfRef(ref, provider.name);
      if (payment !== undefined) payments.add(payment);
    }
    cursor = (page.items.at(-1)?.postedAt ?? "") >= since ? page.cursor : undefined;
  } while (cursor !== undefined);
  return payments;
};

const ledgerHolds = async (
  payment: Pick<ProviderPayment, "provider" | "id" | "takeBacks">,
  { transfers }: FundingCheckDeps,
): Promise<bigint> => {
  const counted = await countedTransfersOf(payment);
  const found = await Promise.all(counted.map(({ id }) => transfers.get(id)));
  return counted.reduce((sum, { sign }, index) => sum + sign * BigInt(found[index]?.amount ?? 0), 0n);
};

/** A difference is believed when the provider says the same once more: the list may be older than the ledger. */
const compare = async (payment: ProviderPayment, deps: FundingCheckDeps): Promise<readonly PaymentDifference[]> => {
  const first = differenceOf(payment, await ledgerHolds(payment, deps));
  if (first === undefined) return [];
  return compareOurs(payment.id, deps);
};

const compareOurs = async (id: string, deps: FundingCheckDeps): Promise<readonly PaymentDifference[]> => {
  const { provider, log } = deps;
  const payment = await provider.retrieve(id);
  const unknown = { provider: provider.name, id, takeBacks: [] };
  const ledger = await ledgerHolds(payment ?? unknown, deps);
  const difference =
    payment === undefined ? { payment: id, currency: EUR, provider: 0n, ledger } : differenceOf(payment, ledger);
  if (difference === undefined) return [];
  log.warn("funding_differs", {
    ...{ provider: provider.name, payment: id, currency: difference.currency },
    ...{ atProvider: difference.provider.toString(), inLedger: difference.ledger.toString() },
  });
  return [difference];
};
