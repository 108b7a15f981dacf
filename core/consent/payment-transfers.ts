import type { Holder } from "../holder/holder.ts";
import { type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../ids.ts";
import type { Transfer, TransferClosing, TransferGroup } from "../ledger/ledger.ts";
import type { Currency } from "../money/currency.ts";
import type { PaymentTerms } from "./terms.ts";

/** The transfers of a payment by name: one a line, under the same ids whatever the version. */
export const closingsOf = async (terms: PaymentTerms): Promise<readonly TransferClosing[]> =>
  Promise.all(
    terms.lines.map(async (_line, line) => ({
      id: await transferIdOf({ payer: terms.payer as HolderId, intent: terms.intent as IntentId, line }),
      version: terms.version,
      ref: terms.intent,
    })),
  );

/** One linked group: all lines are paid or none. `payees` in the order of the lines; the wallets derive from them alone. */
export const transfersOf = async (terms: PaymentTerms, payees: readonly Holder[]): Promise<TransferGroup> => {
  const currency = terms.currency as Currency;
  const debit = await personalWalletIdOf(terms.payer as HolderId, currency);
  const closings = await closingsOf(terms);
  const transfers = await Promise.all(
    closings.map(async (closing, index): Promise<Transfer> => {
      const [line, payee] = [terms.lines[index], payees[index]];
      if (line === undefined || payee === undefined) throw new Error("A line has no payee.");
      const credit = await personalWalletIdOf(payee.id, currency);
      return { ...closing, debit, credit, amount: BigInt(line.amount), currency, code: "payment" };
    }),
  );
  const [first, ...others] = transfers;
  if (first === undefined) throw new Error("A payment has at least one line.");
  return { transfers: [first, ...others] };
};
