import * as z from "zod";
import { evidence, payeeChecks, payeeName, payoutTerms } from "../consent.ts";

/** Where to transfer money to, so that it comes into the caller's wallet. */
export const bankView = z.object({
  iban: z.string(),
  /** Whose account it is. */
  name: z.string(),
  bic: z.string().optional(),
  currency: z.string(),
  /** A creditor reference (ISO 11649): the caller's own, for every transfer. */
  reference: z.string(),
});

export const payeeCheckRequest = z.strictObject({
  /** As people write it: with spaces or without. */
  iban: z.string().max(64),
  name: z.string().trim().pipe(payeeName),
  /** Minor units. */
  amount: payoutTerms.shape.amount,
});

/** What the account's bank says of the name, and what the app must sign, save the `nonce`, which it adds. */
export const payeeCheckView = z.object({
  check: z.enum(payeeChecks),
  /** Of a close match: the name that the bank has. */
  name: z.string().optional(),
  terms: payoutTerms.omit({ nonce: true }),
});

export const payoutRequest = z.strictObject({ terms: payoutTerms, evidence });

/**
 * Amounts in minor units. `asked` until the ledger has judged the signature; `held`: reserved; `sent`: with the bank; `settled`:
 * booked; `returned`: in the wallet again.
 */
export const payoutView = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  iban: z.string(),
  name: z.string(),
  check: z.enum(payeeChecks),
  state: z.enum(["asked", "refused", "held", "sent", "settled", "returned"]),
  /** Why it was refused; or why it came back, by the external code list of ISO 20022. */
  reason: z.string().optional(),
  /** What would help after a refusal. */
  help: z.string().optional(),
  created_at: z.string(),
});

export const payoutList = z.object({ data: z.array(payoutView) });

export type BankView = z.infer<typeof bankView>;
export type PayeeCheckRequest = z.infer<typeof payeeCheckRequest>;
export type PayoutRequest = z.infer<typeof payoutRequest>;
export type PayeeCheckView = z.infer<typeof payeeCheckView>;
export type PayoutView = z.infer<typeof payoutView>;
export type PayoutList = z.infer<typeof payoutList>;
