import type { Instant } from "../../core/clock.ts";
import type { Books, Fold, WalletPosition } from "../../core/proof/books.ts";
import type { ClosingRow, CloseStore, KeptFold } from "../../core/proof/close-store.ts";
import {
  addFolds,
  type ComparedWallet,
  type Findings,
  noFindings,
  noFold,
  withWallet,
} from "../../core/proof/reconcile.ts";
import type { Log } from "../_shared/log.ts";

export type Reconciling = {
  readonly books: Pick<Books, "wallets" | "positionSince">;
  readonly closes: Pick<CloseStore, "folds" | "keepFold">;
  readonly log: Log;
};

/**
 * Compares every wallet with the fold of its journal, by currency, and keeps the folds of the wallets that the rows touch,
 * from which the next close goes on. A second time for the same day begins from the same folds.
 */
export const reconcileWallets = async (
  { day, until, rows }: { readonly day: string; readonly until: Instant; readonly rows: readonly ClosingRow[] },
  deps: Reconciling,
): Promise<Readonly<Record<string, Findings>>> => {
  const moved = foldOf(rows);
  const findings: Record<string, Findings> = {};
  let cursor: string | undefined;
  do {
    const page = await deps.books.wallets(cursor);
    const kept = await deps.closes.folds(page.items.map(({ wallet }) => wallet));
    const judged = await Promise.all(
      page.items.map(async (position) => {
        const closed = await closeFold({ position, day, kept: kept.get(position.wallet), moved }, deps);
        return { closed, ...(await currentOf(position, closed, { until, books: deps.books })) };
      }),
    );
    for (const one of judged) {
      const { currency } = one.position;
      const before = findings[currency] ?? noFindings;
      const after = withWallet(before, one);
      findings[currency] = after;
      if (after.unexplained > before.unexplained) report(one, deps);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return findings;
};

const foldOf = (rows: readonly ClosingRow[]): Map<string, Fold> => {
  const folds = new Map<string, Fold>();
  const add = (wallet: string, sum: bigint) =>
    folds.set(wallet, addFolds(folds.get(wallet) ?? noFold, { sum, entries: 1 }));
  for (const { debit, credit, amount } of rows) {
    add(debit, -BigInt(amount));
    add(credit, BigInt(amount));
  }
  return folds;
};

type Closing = {
  readonly position: WalletPosition;
  readonly day: string;
  readonly kept: KeptFold | undefined;
  readonly moved: ReadonlyMap<string, Fold>;
};

/** What the journal says of a wallet up to the close. */
const closeFold = async (
  { position: { wallet }, day, kept, moved }: Closing,
  { closes }: Reconciling,
): Promise<Fold> => {
  const before = (kept?.through === day ? kept.before : kept?.after) ?? noFold;
  const change = moved.get(wallet);
  if (change === undefined) return before;
  const after = addFolds(before, change);
  await closes.keepFold(wallet, { through: day, after, before });
  return after;
};

/** A wallet that has moved since the close is looked at once more, with what has come. */
const currentOf = async (
  position: WalletPosition,
  closed: Fold,
  { until, books }: { readonly until: Instant; readonly books: Reconciling["books"] },
): Promise<Omit<ComparedWallet, "closed">> => {
  if (position.entries === closed.entries) return { position, since: noFold };
  return (await books.positionSince(position.wallet, until)) ?? { position, since: undefined };
};

const report = ({ position, closed, since = noFold }: ComparedWallet, { log }: Reconciling): void => {
  const expected = addFolds(closed, since);
  log.warn("wallet_unexplained", {
    wallet: position.wallet,
    currency: position.currency,
    balance: position.total.toString(),
    journal: expected.sum.toString(),
    entries: position.entries,
    journalEntries: expected.entries,
  });
};
