import type { Holder } from "../holder/holder.ts";
import { type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../ids.ts";
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

/** A payment that its payer has consented to; `payees` in the order of the lines. */
export type ConsentedPayment = ProvedConsent & { readonly payees: readonly Holder[] };

/** One linked group: all lines are paid or none. The wallets derive from the payees alone. */
export const transfersOf = async ({ payees, ...proved }: ConsentedPayment): Promise<TransferGroup> => {
  const { terms } = proved;
  const currency = terms.currency as Currency;
  const debit = await personalWalletIdOf(terms.payer as HolderId, currency);
  const consent = await commitmentTo(proved);
  const transfers = await Promise.all(
    terms.lines.map(async (line, index): Promise<Transfer> => {
      const payee = payees[index];
      if (payee === undefined) throw new Error("A line has no payee.");
      const credit = await personalWalletIdOf(payee.id, currency);
      const moved = { debit, credit, amount: BigInt(line.amount), currency };
      return { ...(await closingOf(terms, index)), ...moved, code: "payment", consent };
    }),
  );
  const [first, ...others] = transfers;
  if (first === undefined) throw new Error("A payment has at least one line.");
  return { transfers: [first, ...others] };
};
