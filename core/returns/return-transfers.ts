import { commitmentTo, type ProvedConsent } from "../consent/commitment.ts";
import type { KeptConsent } from "../consent/evidence-store.ts";
import type { ReturnTerms } from "../consent/terms.ts";
import {
  claimIdOf,
  escrowReturnIdOf,
  type HolderId,
  type IntentId,
  personalWalletIdOf,
  type TransferId,
  transferIdOf,
} from "../ids.ts";
import type { Transfer, TransferGroup } from "../ledger/ledger.ts";

/** A transfer that paid somebody, and the line of the payment that it is of. */
export type PaidLine = {
  readonly original: Transfer;
  readonly line: number;
  readonly payer: HolderId;
  /** Of what was claimed: the transfer that had taken it into escrow. */
  readonly escrowed?: TransferId | undefined;
};

/** Finds the line that a transfer has paid; undefined where the terms know of none such. */
export const paidLineOf = async (
  original: Transfer,
  { terms }: Pick<KeptConsent, "terms">,
): Promise<PaidLine | undefined> => {
  const payment = { payer: terms.payer as HolderId, intent: terms.intent as IntentId };
  for (const line of terms.lines.keys()) {
    const paid = await transferIdOf({ ...payment, line });
    if (original.id === paid) return { original, line, payer: payment.payer };
    if (original.id === (await claimIdOf(paid))) return { original, line, payer: payment.payer, escrowed: paid };
  }
  return undefined;
};

/**
 * Sends back by the way that it came: what was claimed goes through its escrow, both halves or none. The ledger lets all returns of
 * a transfer never be more than it.
 */
export const returnGroupOf = async (
  id: TransferId,
  { original, escrowed, payer }: PaidLine,
  proved: ProvedConsent<ReturnTerms>,
): Promise<TransferGroup> => {
  const { currency, ref } = original;
  const common: Pick<Transfer, "version" | "amount" | "currency" | "code" | "ref" | "consent"> = {
    version: 1,
    amount: BigInt(proved.terms.amount),
    currency,
    code: "return",
    ref,
    consent: await commitmentTo(proved),
  };
  const own: Transfer = {
    ...{ ...common, id, debit: original.credit, credit: original.debit },
    kind: { type: "reversal", original: original.id },
  };
  if (escrowed === undefined) return { transfers: [own] };
  const back: Transfer = {
    ...{ ...common, id: await escrowReturnIdOf(id), debit: original.debit },
    credit: await personalWalletIdOf(payer, currency),
    kind: { type: "reversal", original: escrowed },
  };
  return { transfers: [own, back] };
};
