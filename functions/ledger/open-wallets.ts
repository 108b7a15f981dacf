import type { HolderId, WalletId } from "../../core/ids.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { personalWallet } from "../../core/ledger/new-wallets.ts";
import { EUR } from "../../core/money/currency.ts";

/** So many wallets are remembered as open: a wallet that is open once is there for ever. */
const remembered = 20_000;

/**
 * Opens the personal wallets that are missing. A key opens its holder's wallet by way of a stream: a payment that is
 * faster must not be refused for want of it.
 */
export const createWalletOpener = (ledger: Pick<Ledger, "open" | "balance">) => {
  const known = new Set<WalletId>();
  return async (holders: readonly HolderId[]): Promise<void> => {
    const wallets = await Promise.all([...new Set(holders)].map((holder) => personalWallet(holder, EUR)));
    const unknown = wallets.filter(({ id }) => !known.has(id));
    const balances = await Promise.all(unknown.map(({ id }) => ledger.balance(id)));
    await ledger.open(unknown.filter((_wallet, index) => balances[index] === undefined));
    if (known.size > remembered) known.clear();
    for (const { id } of unknown) known.add(id);
  };
};
