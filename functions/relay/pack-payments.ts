import { type ApprovedPayment, type LedgerOrder, maximumPayments } from "../../contracts/messages/ledger-order.ts";

/**
 * Approved payments to one payee go in one message, at most 49: the ledger posts them in one transaction, and writes a
 * wallet that hundreds pay once for all of them. A payment to several payees goes alone.
 */
export const packPayments = (payments: readonly ApprovedPayment[]): readonly LedgerOrder[] => {
  const packs: ApprovedPayment[][] = [];
  const open = new Map<string, ApprovedPayment[]>();
  for (const payment of payments) {
    const payee = onlyPayee(payment);
    const pack = payee === undefined ? undefined : open.get(payee);
    if (pack !== undefined && pack.length < maximumPayments) {
      pack.push(payment);
      continue;
    }
    const begun = [payment];
    packs.push(begun);
    if (payee !== undefined) open.set(payee, begun);
  }
  return packs.map((pack) => ({ type: "payments.approved.v1", payments: pack }));
};

/** The account that all of a payment goes to. */
const onlyPayee = ({ terms: { lines, currency } }: ApprovedPayment): string | undefined => {
  const accounts = new Set(lines.map(({ channel, user_id }) => `${channel} ${user_id} ${currency}`));
  return accounts.size === 1 ? [...accounts][0] : undefined;
};
