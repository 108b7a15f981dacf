import * as z from "zod";
import { readIban } from "../../core/bank/iban.ts";

/** What the operator fills in: the account, and what it is reached with. */
const bankSecret = z.object({
  api_key: z.string().min(1),
  /** What the bank signs its files with: during a rotation two are taken. */
  webhook_secrets: z.array(z.string().min(1)).min(1).max(2),
  iban: z.string().transform((written, context) => {
    const iban = readIban(written);
    if (iban.ok) return iban.value;
    context.addIssue({ code: "custom", message: "is no account number" });
    return z.NEVER;
  }),
  name: z.string().min(1).max(70),
  /** Empty where the operator has left it so: banks of SEPA find each other by the account number. */
  bic: z
    .string()
    .max(11)
    .transform((bic) => (bic === "" ? undefined : bic))
    .optional(),
});

export type BankSecret = z.infer<typeof bankSecret>;

/** Throws when the secret cannot be read or lacks a field. The message names fields only, never values. */
export const readBankSecret = async (read: () => Promise<unknown>): Promise<BankSecret> => {
  const parsed = bankSecret.safeParse(await read());
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Error(`The secret of the bank is incomplete: ${fields}.`);
};
