import type { Instant } from "../clock.ts";
import type { WalletId } from "../ids.ts";
import type { Entry, Ledger } from "./ledger.ts";

/** So many entries are read at a time. */
const pageSize = 100;

/** What an entry does to its wallet, in minor units. */
const changeOf = ({ direction, amount }: Pick<Entry, "direction" | "amount">): bigint =>
  direction === "credit" ? amount : -amount;

/** What a wallet held at a moment, reservations included: the fold of its entries up to that instant. It reads all of them. */
export const balanceAt = async (
  ledger: Pick<Ledger, "statement">,
  wallet: WalletId,
  until?: Instant,
): Promise<{ readonly total: bigint; readonly entries: number }> => {
  let [total, entries, cursor] = [0n, 0, undefined as string | undefined];
  do {
    const page = await ledger.statement(wallet, { limit: pageSize, cursor, until });
    for (const entry of page.items) total += changeOf(entry);
    entries += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { total, entries };
};
