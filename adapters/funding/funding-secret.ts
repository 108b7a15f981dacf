import * as z from "zod";

/** Reads a parsed secret, or throws while it cannot be read. */
export type SecretReader = () => Promise<unknown>;

/** What a provider gives its customer, as the secret store holds it. */
const fundingSecret = z.object({
  secret_key: z.string().min(1),
  /** What the app may know. */
  publishable_key: z.string().min(1),
  /** What the provider signs its events with: during a rotation two are taken. */
  webhook_secrets: z.array(z.string().min(1)).min(1).max(2),
});

/** A key that can read, and nothing else. */
const booksSecret = z.object({ restricted_key: z.string().min(1) });

const readAs =
  <Schema extends z.ZodType>(schema: Schema, what: string) =>
  async (read: SecretReader): Promise<z.output<Schema>> => {
    const parsed = schema.safeParse(await read());
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(`The secret of ${what} is incomplete: ${fields}.`);
  };

/** Throw when the secret cannot be read or lacks a field. The message names fields only, never values. */
export const readFundingSecret = readAs(fundingSecret, "the card provider");
export const readBooksSecret = readAs(booksSecret, "the card provider's books");
