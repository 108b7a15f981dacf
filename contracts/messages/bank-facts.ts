import * as z from "zod";

const payout = z.string().startsWith("po_").max(64);
const reason = z.string().max(8).optional();

/** What a booking of our account at the bank is taken for. */
const meaning = z.discriminatedUnion("kind", [
  /** Came in, for somebody's wallet or, without a name, for nobody yet. */
  z.strictObject({ kind: z.literal("received"), holder: z.string().startsWith("hol_").max(64).optional() }),
  z.strictObject({ kind: z.literal("paid_out"), payout }),
  /** A payout that did not arrive; why, by the external code list of ISO 20022. */
  z.strictObject({ kind: z.literal("sent_back"), payout, reason }),
  /** Went out, and nobody knows what for. */
  z.strictObject({ kind: z.literal("unexplained") }),
]);

/**
 * `bank` → bank queue → `ledger`: money that the bank has booked, as its own file says. One message a booking, under the bank's
 * own reference; they may come twice, late and in any order.
 */
export const bankEntryBooked = z.strictObject({
  type: z.literal("bank_entry.booked.v1"),
  reference: z.string().min(1).max(80),
  amount: z.int().positive(),
  currency: z.string().length(3),
  meaning,
});

/** `bank` → bank queue → `ledger`: the bank will not make the transfer of a payout, and has moved nothing. */
export const payoutRejected = z.strictObject({ type: z.literal("payout.rejected.v1"), payout, reason });

export type BankEntryBooked = z.infer<typeof bankEntryBooked>;
export type PayoutRejected = z.infer<typeof payoutRejected>;
export type EntryMeaning = z.infer<typeof meaning>;
