import type { Holder } from "../holder/holder.ts";
import { escrowWalletIdOf, type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../ids.ts";
import type { Transfer, TransferClosing, TransferGroup } from "../ledger/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { commitmentTo, type ProvedConsent } from "./commitment.ts";
import type { PaymentTerms } from "./terms.ts";

/** The transfers of a payment by name: one a line, under the same ids whatever the version. */
export const closingsOf = async (terms: PaymentTerms): Promise<readonly TransferClosing[]> =>
  Promise.all(terms.lines.map((_line, index) => closingOf(terms, index)));

const closingOf = async (terms: PaymentTerms, line: number): Promise<TransferClosing> => ({
  id: await transferIdOf({ payer: terms.payer as HolderId, intent: terms.intent as IntentId, line }),
  version: terms.version,
  ref: terms.intent,
});

/** A payment that its payer has consented to; `payees` in the order of the lines, nobody for one that waits for its payee. */
export type ConsentedPayment = ProvedConsent & { readonly payees: readonly (Holder | undefined)[] };

/** One linked group: all lines are paid or none. The wallets derive from the payees alone; what waits is in an escrow of its own. */
export const transfersOf = async ({ payees, ...proved }: ConsentedPayment): Promise<TransferGroup> => {
  const { terms } = proved;
  const currency = terms.currency as Currency;
  const debit = await personalWalletIdOf(terms.payer as HolderId, currency);
  const consent = await commitmentTo(proved);
  const transfers = await Promise.all(
    terms.lines.map(async (line, index): Promise<Transfer> => {
      const closing = await closingOf(terms, index);
      const moved = { ...closing, debit, amount: BigInt(line.amount), currency, consent };
      if (line.claim_until !== undefined) {
        return { ...moved, credit: await escrowWalletIdOf(closing.id), code: "escrow_in" };
      }
      const payee = payees[index];
      if (payee === undefined) throw new Error("A line has no payee.");
      return { ...moved, credit: await personalWalletIdOf(payee.id, currency), code: "payment" };
    }),
  );
  const [first, ...others] = transfers;
  if (first === undefined) throw new Error("A payment has at least one line.");
  return { transfers: [first, ...others] };
};
