import * as z from "zod";

/** What a schedule asks of `bank`. */
export const bankTask = z.looseObject({ task: z.literal("send_payouts") });

/** What an operator asks of `bank`, by invoking it: nobody else may. */
export const bankOperation = z.discriminatedUnion("do", [
  /** Bookings that nobody knows the owner of, files that were not understood, files for the bank. */
  z.strictObject({ operator: z.literal("bank"), do: z.literal("list") }),
  /** A file of payouts is in the bank's hands. */
  z.strictObject({ operator: z.literal("bank"), do: z.literal("handed_over"), file: z.string() }),
  /** A file of the bank's, from its portal. */
  z.strictObject({ operator: z.literal("bank"), do: z.literal("take"), text: z.string() }),
  /** Whose money a booking is. */
  z.strictObject({
    ...{ operator: z.literal("bank"), do: z.literal("assign"), reference: z.string() },
    holder: z.string().startsWith("hol_"),
  }),
]);

export type BankTask = z.infer<typeof bankTask>;
export type BankOperation = z.infer<typeof bankOperation>;
