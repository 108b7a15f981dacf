import { expect } from "vitest";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Ledger, NewWallet, Transfer, TransferGroup, WalletKind } from "../../../core/ledger/ledger.ts";
import { balanceAt } from "../../../core/ledger/balance-at.ts";
import { EUR } from "../../../core/money/currency.ts";

import type { LedgerUnderTest } from "./ledger-contract.ts";

/** Wallets and transfers of its own for each test of a ledger. */
export const ledgerWorkbench = (under: () => Pick<LedgerUnderTest, "ledger" | "clock" | "wait">) => {
  const ledger = (): Ledger => under().ledger;
  let count = 0;
  const fresh = (prefix: string): string => `${prefix}_${(count += 1).toString().padStart(6, "0")}`;
  const wallet = (kind: WalletKind = "personal", currency = EUR): NewWallet => ({
    id: fresh("wal") as WalletId,
    kind,
    currency,
    owner: "hol_test",
  });
  const open = async (kind: WalletKind = "personal", currency = EUR): Promise<WalletId> => {
    const made = wallet(kind, currency);
    expect(await ledger().open([made])).toEqual([{ status: "opened" }]);
    return made.id;
  };
  const transfer = (sides: Pick<Transfer, "debit" | "credit" | "amount"> & Partial<Transfer>): Transfer => ({
    id: fresh("tr") as TransferId,
    version: 1,
    currency: EUR,
    code: "payment",
    ref: "pi_test",
    ...sides,
  });
  const group = (first: Transfer, ...others: Transfer[]): TransferGroup => ({ transfers: [first, ...others] });
  const post = async (first: Transfer, ...others: Transfer[]) => (await ledger().post([group(first, ...others)]))[0];
  const available = async (id: WalletId): Promise<bigint | undefined> => (await ledger().balance(id))?.available;
  /** A wallet with money, from a funding wallet of its own. */
  const funded = async (amount: bigint): Promise<{ id: WalletId; funding: WalletId }> => {
    const [id, funding] = [await open(), await open("system")];
    expect(await post(transfer({ debit: funding, credit: id, amount }))).toEqual({ status: "posted" });
    return { id, funding };
  };
  const refused = (reason: string) => ({ status: "refused", reason });
  /** Invariant 3: what a wallet has is the fold of its journal. */
  const folded = (id: WalletId) => balanceAt(ledger(), id);
  const now = (): number => under().clock();
  const wait = (milliseconds: number): void => under().wait(milliseconds);
  return { ledger, now, wait, folded, wallet, open, transfer, group, post, available, funded, refused };
};

export type LedgerWorkbench = ReturnType<typeof ledgerWorkbench>;
