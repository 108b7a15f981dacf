import { fail, ok, type Result } from "../result.ts";
import { localDates } from "./local-dates.ts";
import type { ConfigureRefusal, SpendingLimits, WalletSettings } from "./ledger.ts";
import { type SpendingWindow, type WalletBooks, windowsAt } from "./wallet-books.ts";

/** The books with new settings, or why they cannot be. `sharded`: what the wallet's shards hold, where it has any. */
export const configureWallet = (
  books: WalletBooks,
  settings: WalletSettings,
  at: { readonly now: number; readonly sharded: bigint | undefined },
): Result<WalletBooks, ConfigureRefusal> => {
  if (books.state === "closed") return settings.state === "closed" ? ok(books) : fail("wallet_closed");
  const holds = books.available + (at.sharded ?? 0n);
  if (settings.state === "closed" && (holds !== 0n || books.held !== 0n)) return fail("wallet_not_empty");
  if (typeof settings.ceiling === "bigint" && at.sharded !== undefined) return fail("wallet_sharded");
  const { limits, ceiling } = settings;
  return ok({
    ...books,
    state: settings.state ?? books.state,
    floor: settings.floor ?? books.floor,
    room: ceiling === undefined ? books.room : ceiling === null ? undefined : ceiling - holds - books.held,
    timeZone: limits === undefined ? books.timeZone : limits?.timeZone,
    paymentLimit: limits === undefined ? books.paymentLimit : limits?.payment,
    windows: limits === undefined ? books.windows : newWindows(books, limits, at.now),
  });
};

/** What was spent in a window counts in the one that takes its place; one that is new begins in full. */
const newWindows = (books: WalletBooks, limits: SpendingLimits | null, now: number): readonly SpendingWindow[] => {
  if (limits === null) return [];
  const dates = localDates(limits.timeZone, now);
  const before = windowsAt(books, now);
  return (["day", "month"] as const).flatMap((name) => {
    const limit = limits[name];
    if (limit === undefined) return [];
    const old = before.find((window) => window.name === name);
    return [{ name, limit, date: dates[name], left: old === undefined ? limit : limit - (old.limit - old.left) }];
  });
};
