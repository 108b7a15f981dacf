import type { WalletId } from "../../core/ids.ts";
import type { Ledger, WalletStanding } from "../../core/ledger/ledger.ts";
import { readStatement } from "./ledger-statement.ts";
import { type LedgerReading, readWhole } from "./shards.ts";
import { balanceOf } from "./wallet-item.ts";

/** The reading half of `Ledger`, for those who may not post. */
export const createDynamoLedgerReader = (reading: LedgerReading): Pick<Ledger, "balance" | "statement"> => ({
  balance: async (id) => {
    const standing = await readStanding(reading, id);
    if (standing === undefined) return undefined;
    const { state: _, ...balance } = standing;
    return balance;
  },
  statement: (wallet, page) => readStatement(reading, { wallet, page }),
});

/** Strongly consistent, like a balance. */
export const readStanding = async (reading: LedgerReading, id: WalletId): Promise<WalletStanding | undefined> => {
  const whole = await readWhole(reading, id);
  if (whole === undefined) return undefined;
  const sharded = whole.shards.reduce((sum, { available }) => sum + available, 0n);
  return { ...balanceOf(whole.wallet, sharded), state: whole.wallet.state };
};
