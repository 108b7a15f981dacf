import type { Ledger } from "../../core/ledger/ledger.ts";
import { readStatement } from "./ledger-statement.ts";
import { type LedgerReading, readWhole } from "./shards.ts";
import { balanceOf } from "./wallet-item.ts";

/** The reading half of `Ledger`, for those who may not post. */
export const createDynamoLedgerReader = (reading: LedgerReading): Pick<Ledger, "balance" | "statement"> => ({
  balance: async (id) => {
    const whole = await readWhole(reading, id);
    return (
      whole &&
      balanceOf(
        whole.wallet,
        whole.shards.reduce((sum, { available }) => sum + available, 0n),
      )
    );
  },
  statement: (wallet, page) => readStatement(reading, { wallet, page }),
});
