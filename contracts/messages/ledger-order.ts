import * as z from "zod";
import {
  closeTerms,
  evidence,
  limits,
  limitTerms,
  paymentTerms,
  payoutTerms,
  returnTerms,
  unfreezeTerms,
} from "../consent.ts";
import { bankEntryBooked, payoutRejected } from "./bank-facts.ts";
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

/** Somebody has proved that an account is his: what has waited for him is to be his. */
const accountLinked = z.object({
  type: z.literal("account.linked.v1"),
  channel: z.string().min(1).max(32),
  user_id: z.string().min(1).max(64),
});

/** `clockwork` → ledger queue → `ledger`: money whose payee has not claimed it in time. The ledger looks for itself whether that is so. */
const claimsDue = z.object({
  type: z.literal("claims.due.v1"),
  claims: z
    .array(
      z.object({
        channel: z.string().min(1).max(32),
        user_id: z.string().min(1).max(64),
        escrowed: z.string().startsWith("tr_"),
      }),
    )
    .min(1)
    .max(maximumHolds),
});

/** `relay` → ledger queue → `ledger`: the payer wants back what nobody has claimed; the word of `api` that he is signed in is enough. */
const claimsTakenBack = z.object({
  type: z.literal("claims.taken_back.v1"),
  payer: z.string().startsWith("hol_").max(64),
  intent: z.string().startsWith("pi_").max(64),
  lines: z.array(z.int().nonnegative()).min(1).max(maximumPayments),
});

const holder = z.string().startsWith("hol_").max(64);

/** What only takes away from what the own wallet may do: the word of `api` that its owner is signed in is enough. */
export const askedChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lower"), limits }),
  z.strictObject({ kind: z.literal("freeze"), what: z.enum(["debits", "all"]) }),
  z.strictObject({ kind: z.literal("cancel") }),
]);

/** `relay` → ledger queue → `ledger`: such a change; done once, by the id of the request. */
const changeAsked = z.object({
  type: z.literal("change.asked.v1"),
  request: z.string().startsWith("rq_").max(64),
  holder,
  change: askedChange,
});

/** `relay` → ledger queue → `ledger`: what the owner of a wallet has signed to be changed of it, or sent back. */
const changeSigned = z.object({
  type: z.literal("change.signed.v1"),
  terms: z.discriminatedUnion("purpose", [limitTerms, unfreezeTerms, payoutTerms, returnTerms, closeTerms]),
  evidence,
});

/** `clockwork` → ledger queue → `ledger`: whose raises are due. The ledger looks for itself whether they are. */
const raisesDue = z.object({ type: z.literal("raises.due.v1"), holders: z.array(holder).min(1).max(maximumHolds) });

export const ledgerOrder = z.discriminatedUnion("type", [
  paymentsApproved,
  walletRequested,
  holdsDue,
  changeAsked,
  changeSigned,
  raisesDue,
  accountLinked,
  claimsDue,
  claimsTakenBack,
  providerPaymentVerified,
  bankEntryBooked,
  payoutRejected,
]);

export type LedgerOrder = z.infer<typeof ledgerOrder>;
export type ApprovedPayment = z.infer<typeof approvedPayment>;
