import type { Holder } from "../holder/holder.ts";
import { type HolderId, type IntentId, personalWalletIdOf, transferIdOf } from "../ids.ts";
import type { Transfer, TransferClosing, TransferGroup } from "../ledger/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { commitmentTo, type ProvedConsent } from "./commitment.ts";
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

/** A payment that its payer has consented to; `payees` in the order of the lines. */
export type ConsentedPayment = ProvedConsent & { readonly payees: readonly Holder[] };

/** One linked group: all lines are paid or none. The wallets derive from the payees alone. */
export const transfersOf = async ({ payees, ...proved }: ConsentedPayment): Promise<TransferGroup> => {
  const { terms } = proved;
  const currency = terms.currency as Currency;
  const debit = await personalWalletIdOf(terms.payer as HolderId, currency);
  const [closings, consent] = await Promise.all([closingsOf(terms), commitmentTo(proved)]);
  const transfers = await Promise.all(
    closings.map(async (closing, index): Promise<Transfer> => {
      const [line, payee] = [terms.lines[index], payees[index]];
      if (line === undefined || payee === undefined) throw new Error("A line has no payee.");
      const credit = await personalWalletIdOf(payee.id, currency);
      return { ...closing, debit, credit, amount: BigInt(line.amount), currency, code: "payment", consent };
    }),
  );
  const [first, ...others] = transfers;
  if (first === undefined) throw new Error("A payment has at least one line.");
  return { transfers: [first, ...others] };
};
