import type { WalletId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import { maximumAmountMinor } from "../money/money.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Refusal, TransferGroup } from "./ledger.ts";

/** A database transaction holds so many items: one a transfer, one a wallet. */
export const maximumItems = 100;

/** What a group does to one wallet in all: a wallet is touched once, however many of its transfers are in the group. */
export type WalletChange = {
  readonly wallet: WalletId;
  readonly currency: Currency;
  /** Minor units; below zero it must be covered by what is available. */
  readonly net: bigint;
};

/** Judges all that can be judged without reading anything, and sums the transfers up into one change per wallet. */
export const planGroup = ({ transfers }: TransferGroup): Result<readonly WalletChange[], Refusal> => {
  const changes = new Map<WalletId, WalletChange>();
  for (const { debit, credit, amount, currency } of transfers) {
    if (amount <= 0n || amount > maximumAmountMinor) return fail("amount_invalid");
    if (debit === credit) return fail("same_wallet");
    const sides = [
      { wallet: debit, change: -amount },
      { wallet: credit, change: amount },
    ];
    for (const { wallet, change } of sides) {
      const before = changes.get(wallet);
      if (before !== undefined && before.currency !== currency) return fail("currency_mismatch");
      changes.set(wallet, { wallet, currency, net: (before?.net ?? 0n) + change });
    }
  }
  if (new Set(transfers.map(({ id }) => id)).size < transfers.length) return fail("transfer_mismatch");
  if (transfers.length + changes.size > maximumItems) return fail("group_too_large");
  return ok([...changes.values()]);
};
