import type { HolderId } from "../../core/ids.ts";
import type { Ledger, NewWallet } from "../../core/ledger/ledger.ts";
import { personalWallet } from "../../core/ledger/new-wallets.ts";
import { EUR } from "../../core/money/currency.ts";

/** The wallets of so many holders are remembered as open: a wallet that is open once is there for ever. */
const remembered = 20_000;

/**
 * Opens the personal wallets that are missing. A key opens its holder's wallet by way of a stream: a payment that is
 * faster must not be refused for want of it.
 */
export const createWalletOpener = ({
  ledger,
  settingsOf,
}: {
  readonly ledger: Pick<Ledger, "open" | "balance">;
  /** The limits that a holder's wallet has from the first moment on. */
  readonly settingsOf: (holder: HolderId) => Promise<NewWallet["settings"]>;
}) => {
  const known = new Set<HolderId>();
  return async (holders: readonly HolderId[]): Promise<void> => {
    const unknown = [...new Set(holders)].filter((holder) => !known.has(holder));
    const wallets = await Promise.all(
      unknown.map(async (holder) => ({ holder, wallet: await personalWallet(holder, EUR) })),
    );
    const balances = await Promise.all(wallets.map(({ wallet }) => ledger.balance(wallet.id)));
    const missing = wallets.filter((_wallet, index) => balances[index] === undefined);
    await ledger.open(
      await Promise.all(missing.map(async ({ holder, wallet }) => ({ ...wallet, settings: await settingsOf(holder) }))),
    );
    if (known.size > remembered) known.clear();
    for (const holder of unknown) known.add(holder);
  };
};
