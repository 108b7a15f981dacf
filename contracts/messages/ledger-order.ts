import * as z from "zod";
import { evidence, paymentTerms } from "../consent.ts";
import { providerPaymentVerified } from "./provider-payment.ts";

/** One approved intent with what its payer signed: all that `ledger` needs to judge and post it. */
const approvedPayment = z.object({ terms: paymentTerms, evidence });

/** As many as one transaction of the ledger holds when all of them pay the same wallet. */
export const maximumPayments = 49;

/** `relay` → ledger queue → `ledger`: payments to be posted independently of each other. */
const paymentsApproved = z.object({
  type: z.literal("payments.approved.v1"),
  payments: z.array(approvedPayment).min(1).max(maximumPayments),
});

/** A holder enrolled a first key: the personal wallet is to be opened. */
const walletRequested = z.object({
  type: z.literal("wallet.requested.v1"),
  holder: z.string().startsWith("hol_"),
  currency: z.string().length(3),
});

/** Each is a transaction of its own: as many as a delivery of the queue has time for, beside nine others. */
export const maximumHolds = 10;

/** `clockwork` → ledger queue → `ledger`: holds whose time is over. Ids alone: the ledger reads for itself what they are. */
const holdsDue = z.object({
  type: z.literal("holds.due.v1"),
  holds: z.array(z.string().startsWith("tr_")).min(1).max(maximumHolds),
});

export const ledgerOrder = z.discriminatedUnion("type", [
  paymentsApproved,
  walletRequested,
  holdsDue,
  providerPaymentVerified,
]);

export type LedgerOrder = z.infer<typeof ledgerOrder>;
export type ApprovedPayment = z.infer<typeof approvedPayment>;
