import * as z from "zod";

/** What `api` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const apiEnv = z.object({
  STAGE: z.string(),
  INTENTS_TABLE: z.string(),
  HOLDERS_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  WALLETS_TABLE: z.string(),
  TRANSFERS_TABLE: z.string(),
  JOURNAL_TABLE: z.string(),
  EVIDENCE_TABLE: z.string(),
  CONTROLS_TABLE: z.string(),
  PAYOUTS_TABLE: z.string(),
  /** JSON: what the stage changes of the table of limits. */
  LIMIT_RULES: z.string(),
  /** JSON: what the stage changes of the deadlines of cases. */
  CASE_RULES: z.string(),
  CLOSES_TABLE: z.string(),
  /** Read only: the public key of push messages stands there. */
  REPLIES_TABLE: z.string(),
  /** Push services that phones may subscribe with, with commas between. */
  PUSH_HOSTS: z.string(),
  /** The ARN of the KMS key that signs the roots: `api` publishes its public half. */
  ROOT_KEY_ARN: z.string(),
  IDENTITY_ISSUER: z.string(),
  IDENTITY_JWKS_URL: z.string(),
  IDENTITY_CLIENT_ID: z.string(),
  APP_ORIGINS: z.string(),
});
