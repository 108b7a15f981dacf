import * as z from "zod";

/** What `live` is told by the stack: the construct in `lib/` takes its type from here, so that a missing variable fails at synth. */
export const liveEnv = z.object({
  CONNECTIONS_TABLE: z.string(),
  /** Where sockets are reached: the address of the stage. */
  SOCKETS_URL: z.string(),
  IDENTITY_ISSUER: z.string(),
  IDENTITY_JWKS_URL: z.string(),
  IDENTITY_CLIENT_ID: z.string(),
  APP_ORIGINS: z.string(),
});
