import * as z from "zod";
import type { SecretReader } from "../channel.ts";

/** The secret of the X app, as the secret store holds it. */
const xSecret = z.object({
  /** The current one first; during a rotation the one before it is accepted too. */
  consumer_secrets: z.array(z.string().min(1)).min(1).max(2),
  app_key: z.string().min(1),
  access_token: z.string().min(1),
  access_secret: z.string().min(1),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});

export type XSecret = z.infer<typeof xSecret>;

/** Throws when the secret cannot be read or lacks a field. The message names fields only, never values. */
export const readXSecret = async (read: SecretReader): Promise<XSecret> => {
  const parsed = xSecret.safeParse(await read());
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Error(`The X secret is incomplete: ${fields}.`);
};

/** The secret that X signs with at present. */
export const currentConsumerSecret = (secret: XSecret): string => {
  const [current] = secret.consumer_secrets;
  if (current === undefined) throw new Error("The X secret holds no consumer secret.");
  return current;
};
