import * as z from "zod";

/** What `enrol` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const enrolEnv = z.object({
  STAGE: z.string(),
  HOLDERS_TABLE: z.string(),
  PINS_TABLE: z.string(),
  PIN_SECRET_ID: z.string(),
  X_SECRET_ID: z.string(),
  X_API_URL: z.string(),
  IDENTITY_ISSUER: z.string(),
  IDENTITY_JWKS_URL: z.string(),
  IDENTITY_CLIENT_ID: z.string(),
  /** Origins of the app, separated by commas; their hosts are the relying parties. */
  APP_ORIGINS: z.string(),
});
