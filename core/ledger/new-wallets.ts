import { escrowWalletIdOf, type HolderId, personalWalletIdOf, systemWalletIdOf, type TransferId } from "../ids.ts";
import type { Currency } from "../money/currency.ts";
import type { NewWallet } from "./ledger.ts";

/** The wallet that a holder's first key opens. */
export const personalWallet = async (holder: HolderId, currency: Currency): Promise<NewWallet> => ({
  id: await personalWalletIdOf(holder, currency),
  kind: "personal",
  currency,
  owner: holder,
});

/** The wallet that a line to somebody without a wallet is paid into. */
export const escrowWallet = async (escrowed: TransferId, currency: Currency): Promise<NewWallet> => ({
  id: await escrowWalletIdOf(escrowed),
  kind: "escrow",
  currency,
  owner: escrowed,
});

/** A wallet of the system itself, such as "funding": it may go below zero, so that all wallets of a currency sum to zero. */
export const systemWallet = async (name: string, currency: Currency): Promise<NewWallet> => ({
  id: await systemWalletIdOf(name, currency),
  kind: "system",
  currency,
  owner: name,
});
